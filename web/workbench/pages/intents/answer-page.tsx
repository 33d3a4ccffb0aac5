import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Me } from '../../../../contracts/accounts.ts'
import { capabilityRoutes } from '../../../../contracts/capabilities.ts'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { intentRoutes } from '../../../../contracts/intents.ts'
import { type Scenario, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave, type Form, type Saved } from '../../../ui/client/autosave.ts'
import { createDraftPort, readDraft, removeDraft } from '../../../ui/client/draft-port.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { minuteOf } from '../../../ui/format.ts'
import { Receipt } from '../../../ui/parts/receipt.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { Measure } from '../scenarios/measure.tsx'

interface Answer {
  openingId: string
  pitch: string
  capabilityId: string
  name: string
  mobile: string
  email: string
}

function blankFor(me: Me): Answer {
  const { name, mobile, email } = me.user
  return { openingId: '', pitch: '', capabilityId: '', name, mobile: mobile ?? '', email: email ?? '' }
}

/** Declaring interest in an opening. What is typed is kept on the server until it is handed in. */
export function AnswerPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const me = useMe()
  const scenario = useCall(scenarioRoutes.get, { params: { id } })
  const key = `answer:${scenario.data?.id ?? ''}:${me.organisation?.id ?? ''}`
  const draft = useQuery({
    queryKey: ['draft', key],
    queryFn: () => readDraft(key, blankFor(me)),
    enabled: scenario.data !== undefined,
    gcTime: 0,
  })
  if (scenario.error) return <PageFailure error={scenario.error} />
  if (draft.error) return <ProblemNote error={draft.error} retry={() => void draft.refetch()} />
  if (!scenario.data || !draft.data) return <p className="quiet">{t('common.loading')}</p>
  return <AnswerForm key={key} draftKey={key} scenario={scenario.data} kept={draft.data} />
}

function AnswerForm(props: { draftKey: string; scenario: Scenario; kept: Saved<Answer> }) {
  const { t } = useText()
  const me = useMe()
  const { opening } = useSearch({ strict: false })
  const { scenario, draftKey } = props
  const [autosave] = useState(() => {
    const made = createAutosave<Answer>({
      port: createDraftPort(draftKey, blankFor(me)),
      initial: props.kept,
      store: localStorage,
      storeKey: `${draftKey}:${me.user.id}`,
    })
    const only = scenario.openings.length === 1 ? scenario.openings[0]?.id : undefined
    const wanted = scenario.openings.find((one) => one.id === opening)?.id ?? only
    if (wanted && made.get().value.openingId === '') made.set({ openingId: wanted })
    return made
  })
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const create = useAct(intentRoutes.create, { touches: [todoRoutes.list, scenarioRoutes.list] })
  const faults = fieldMessages(create.error)
  const { value } = form
  const lacking = 20 - [...value.pitch.trim()].length
  const complete = value.openingId !== '' && lacking <= 0 && value.name.trim() !== ''

  function submit() {
    create.mutate(
      {
        body: {
          scenarioId: scenario.id,
          openingId: value.openingId,
          pitch: value.pitch,
          capabilityId: value.capabilityId || null,
          ...(me.organisation ? { organisationId: me.organisation.id } : {}),
          contact: { name: value.name, mobile: value.mobile.trim() || null, email: value.email.trim() || null },
        },
      },
      {
        onSuccess: () => {
          autosave.forget()
          void removeDraft(draftKey)
        },
      },
    )
  }

  const intent = create.data?.data
  if (intent) {
    return (
      <section className="narrow stack">
        <Receipt
          title={t('intents.receiptTitle')}
          number={intent.id}
          at={intent.createdAt}
          next={t('intents.receiptNext')}
          dueAt={intent.dueAt}
        />
        <p className="note">{t('intents.notice')}</p>
        <div>
          <Link to="/intents/$id" params={{ id: intent.id }} className="button primary">
            {t('intents.see')}
          </Link>
        </div>
      </section>
    )
  }
  return (
    <section className="narrow stack">
      <header className="page-head">
        <div>
          <h1>{t('intents.answerTitle')}</h1>
          <Link to="/scenarios/$id" params={{ id: scenario.id }}>
            {scenario.title}
          </Link>
        </div>
        <Kept form={form} />
      </header>
      <p className="note">{t('intents.notice')}</p>
      {me.organisation && !me.organisation.verified ? (
        <p className="note note-wait">{t('intents.unverified')}</p>
      ) : null}
      <Field label={t('intents.chooseOpening')} error={faults.openingId} required>
        {(control) => (
          <Choice
            {...control}
            empty={t('form.choose')}
            value={value.openingId}
            options={scenario.openings.map((one) => ({ value: one.id, label: one.text }))}
            onChange={(openingId) => autosave.set({ openingId })}
          />
        )}
      </Field>
      <Requirements scenario={scenario} openingId={value.openingId} />
      <Field
        label={t('intents.pitchField')}
        hint={lacking > 0 && value.pitch !== '' ? t('intents.tooShort', { count: lacking }) : t('intents.pitchHint')}
        error={faults.pitch}
        required
      >
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={4000}
            autoSize={{ minRows: 6, maxRows: 20 }}
            value={value.pitch}
            onChange={(event) => autosave.set({ pitch: event.target.value })}
          />
        )}
      </Field>
      <CapabilityField
        value={value.capabilityId}
        organisationId={me.organisation?.id}
        error={faults.capabilityId}
        onChange={(capabilityId) => autosave.set({ capabilityId })}
      />
      <div className="grid-3">
        {(['name', 'mobile', 'email'] as const).map((part) => (
          <Field
            key={part}
            label={t(
              part === 'name' ? 'form.contactName' : part === 'mobile' ? 'form.contactMobile' : 'form.contactEmail',
            )}
            error={faults[`contact.${part}`]}
            required={part === 'name'}
          >
            {(control) => (
              <Input
                {...control}
                value={value[part]}
                onChange={(event) => autosave.set({ [part]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="field-hint">{t('form.contactHint')}</p>
      <ProblemNote error={create.error} />
      <div>
        <Button type="primary" loading={create.isPending} disabled={!complete} onClick={submit}>
          {t('intents.submit')}
        </Button>
      </div>
    </section>
  )
}

function Requirements({ scenario, openingId }: { scenario: Scenario; openingId: string }) {
  const { t } = useText()
  const rows = scenario.requirements.filter((row) => row.openingId === null || row.openingId === openingId)
  if (openingId === '' || rows.length === 0) return null
  return (
    <ul className="note quiet-note">
      {rows.map((row) => (
        <li key={row.id}>
          <span className={row.kind === 'must' ? 'tag tag-must' : 'tag'}>
            {t(row.kind === 'must' ? 'scenario.must' : 'scenario.wish')}
          </span>{' '}
          {row.text} <Measure row={row} />
        </li>
      ))}
    </ul>
  )
}

function CapabilityField(props: {
  value: string
  organisationId: string | undefined
  error: string | undefined
  onChange: (id: string) => void
}) {
  const { t } = useText()
  const own = useCall(
    capabilityRoutes.list,
    { query: { organisation: props.organisationId, state: 'published', limit: 200 } },
    { enabled: props.organisationId !== undefined },
  )
  return (
    <Field label={t('intents.capability')} hint={t('intents.capabilityHint')} error={props.error}>
      {(control) => (
        <Choice
          {...control}
          empty={t('intents.noCapability')}
          value={props.value}
          options={(own.data?.items ?? []).map((one) => ({ value: one.id, label: one.title }))}
          onChange={props.onChange}
        />
      )}
    </Field>
  )
}

function Kept({ form }: { form: Form<Answer> }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const words =
    form.status === 'clean'
      ? form.savedAt
        ? t('intents.kept', { time: minuteOf(new Date(form.savedAt), timeZone).slice(11) })
        : ''
      : form.status === 'offline' || form.status === 'refused'
        ? t('intents.keptHere')
        : t('intents.keeping')
  return (
    <p className={`save-state ${form.status === 'clean' ? 'tone-pine' : 'quiet'}`} role="status">
      {words}
    </p>
  )
}
