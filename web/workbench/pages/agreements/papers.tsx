import { useRef, useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import { hrefOf, send } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { sizeText } from '../scenarios/form/files-section.tsx'

export interface Paper {
  readonly id: string
  readonly name: string
  readonly bytes: number
}

/** Files that are uploaded at once and hang on the agreement with the next save or signature. */
export function Papers(props: {
  label: string
  hint?: string
  rows: readonly Paper[]
  most: number
  required?: boolean
  error?: string | undefined
  onAdd: (file: Paper) => void
  onRemove: (id: string) => void
}) {
  const { t } = useText()
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)

  async function upload(file: File) {
    setBusy(file.name)
    setProblem(null)
    try {
      const { data } = await send(fileRoutes.upload, { body: file })
      props.onAdd({ id: data.id, name: data.name, bytes: data.bytes })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(null)
    }
  }

  return (
    <fieldset className="form-field bare">
      <legend className="label">
        {props.label}
        {props.required ? (
          <span className="field-must" aria-hidden="true">
            *
          </span>
        ) : null}
      </legend>
      {props.hint ? <p className="field-hint">{props.hint}</p> : null}
      <ul className="file-list">
        {props.rows.map((row) => (
          <li key={row.id} className="row wrap">
            <a className="breakable" href={hrefOf(fileRoutes.download, { params: { id: row.id } })}>
              {row.name}
            </a>
            <span className="quiet figures">{sizeText(row.bytes)}</span>
            <button
              type="button"
              className="link"
              aria-label={t('form.removeFile', { name: row.name })}
              onClick={() => props.onRemove(row.id)}
            >
              {t('common.remove')}
            </button>
          </li>
        ))}
      </ul>
      {busy ? (
        <p className="row wrap" role="status">
          {t('form.uploading', { name: busy })}
          <progress aria-label={busy} />
        </p>
      ) : props.rows.length < props.most ? (
        <div>
          <input
            ref={picker}
            type="file"
            className="unseen"
            tabIndex={-1}
            aria-label={`${t('agreements.upload')} ${props.label}`}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void upload(file)
            }}
          />
          <button type="button" className="button" onClick={() => picker.current?.click()}>
            {t('agreements.upload')}
          </button>
        </div>
      ) : null}
      {props.error ? <p className="field-error">{props.error}</p> : null}
      <ProblemNote error={problem} />
    </fieldset>
  )
}
