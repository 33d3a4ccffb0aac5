import { useRef, useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import { organisationRoutes } from '../../../../contracts/organisations.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { hrefOf, send } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

export interface Picked {
  readonly id: string
  readonly name: string
}

interface PickerProps {
  value: Picked | null
  error?: string | undefined
  onPick: (picked: Picked | null) => void
}

/** A verified firm, found by its name. */
export function FirmPicker(props: PickerProps & { label: string }) {
  const { t } = useText()
  const [words, setWords] = useState('')
  const query = { kind: 'firm,state_firm', state: 'verified', limit: 8, q: words.trim() }
  const page = useCall(
    organisationRoutes.list,
    { query: query as never },
    { keep: true, enabled: words.trim() !== '' && !props.value },
  )
  const found = (page.data?.items ?? []).map(({ id, name }) => ({ id, name }))
  return (
    <Picker
      {...props}
      hint={t('services.findFirm')}
      required
      words={words}
      onWords={setWords}
      found={words.trim() ? found : []}
      nothing={page.data && words.trim() && found.length === 0 ? t('services.noFirm') : null}
    />
  )
}

/** The scenario a service belongs to, where it belongs to one. */
export function ScenarioPicker(props: PickerProps) {
  const { t } = useText()
  const [words, setWords] = useState('')
  const query = { limit: 8, q: words.trim() }
  const page = useCall(
    scenarioRoutes.list,
    { query: query as never },
    { keep: true, enabled: words.trim() !== '' && !props.value },
  )
  const found = (page.data?.items ?? []).map(({ id, title }) => ({ id, name: title }))
  return (
    <Picker
      {...props}
      label={t('services.scenario')}
      hint={t('services.findScenario')}
      words={words}
      onWords={setWords}
      found={words.trim() ? found : []}
      nothing={page.data && words.trim() && found.length === 0 ? t('list.emptyFiltered') : null}
    />
  )
}

/** What is found by words: the one that was picked, or a search field with what answers to it. */
export function Picker(
  props: PickerProps & {
    label: string
    hint: string
    required?: boolean
    words: string
    onWords: (words: string) => void
    found: readonly Picked[]
    nothing: string | null
  },
) {
  const { t } = useText()
  if (props.value)
    return (
      <div className="form-field">
        <span className="label">{props.label}</span>
        <p className="row wrap">
          <strong className="breakable">{props.value.name}</strong>
          <button type="button" className="link" onClick={() => props.onPick(null)}>
            {t('services.change')}
          </button>
        </p>
        {props.error ? <p className="field-error">{props.error}</p> : null}
      </div>
    )
  return (
    <Field label={props.label} hint={props.hint} error={props.error} required={props.required ?? false}>
      {({ status: _, ...control }) => (
        <>
          <input
            {...control}
            className="input"
            type="search"
            maxLength={200}
            value={props.words}
            onChange={(event) => props.onWords(event.target.value)}
          />
          {props.nothing ? <p className="quiet">{props.nothing}</p> : null}
          <ul>
            {props.found.map((each) => (
              <li key={each.id}>
                <button type="button" className="link" onClick={() => props.onPick(each)}>
                  {each.name}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Field>
  )
}

/** One document, uploaded at once; it hangs on the record when that is handed in. */
export function ProofField(props: PickerProps & { required?: boolean }) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)

  async function upload(file: File) {
    setBusy(true)
    setProblem(null)
    try {
      const { data } = await send(fileRoutes.upload, { body: file })
      props.onPick({ id: data.id, name: data.name })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="form-field">
      <span className="label">
        {t('services.file')}
        {props.required ? (
          <span className="field-must" aria-hidden="true">
            *
          </span>
        ) : null}
      </span>
      {props.value ? (
        <p className="row wrap">
          <a className="breakable" href={hrefOf(fileRoutes.download, { params: { id: props.value.id } })}>
            {props.value.name}
          </a>
          <button
            type="button"
            className="link"
            aria-label={t('form.removeFile', { name: props.value.name })}
            onClick={() => props.onPick(null)}
          >
            {t('common.remove')}
          </button>
        </p>
      ) : (
        <div>
          <input
            ref={input}
            type="file"
            className="unseen"
            tabIndex={-1}
            aria-label={t('form.upload')}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void upload(file)
            }}
          />
          <button type="button" className="button" disabled={busy} onClick={() => input.current?.click()}>
            {t('form.upload')}
          </button>
          {busy ? <progress aria-label={t('form.upload')} /> : null}
        </div>
      )}
      {props.error ? <p className="field-error">{props.error}</p> : null}
      <ProblemNote error={problem} />
    </div>
  )
}
