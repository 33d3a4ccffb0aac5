import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Call, callRoutes } from '../../../../contracts/calls.ts'
import { organisationKinds } from '../../../../contracts/organisations.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave, type Form } from '../../../ui/client/autosave.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { holds, useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { ManyChoice } from '../../shell/many-choice.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { useRecordWords } from '../../shell/record-words.ts'
import { SaveNote } from '../../shell/save-note.tsx'
import { Files } from '../capabilities/files.tsx'
import { CriteriaRows } from './criteria-rows.tsx'
import { createCallPort } from './port.ts'
import { blank, type FormValue, fromCall } from './value.ts'

/** Where the draft begun in this tab is remembered, so that a reload goes on with it instead of making another. */
const pointer = 'call:made-here'

export function NewCallPage() {
  const { t } = useText()
  const operates = holds(useMe(), 'operator')
  const [made] = useState(() => sessionStorage.getItem(pointer))
  const [left] = useState({ gone: false })
  useEffect(() => {
    left.gone = false
    return () => {
      left.gone = true
      // React mounts twice while developing: only a real leaving forgets the draft.
      setTimeout(() => left.gone && sessionStorage.removeItem(pointer), 0)
    }
  }, [left])
  if (!operates) return <EmptyState title={t('calls.notEditable')} />
  if (made) return <Navigate to="/calls/$id/edit" params={{ id: made }} replace />
  return <CallForm initial={null} />
}

export function EditCallPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const operates = holds(useMe(), 'operator')
  const query = useCall(callRoutes.get, { params: { id } }, { staleTime: 0 })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data || !query.isFetchedHere) return <p className="quiet">{t('common.loading')}</p>
  const call = query.data
  if (!operates || call.state === 'archived') {
    return (
      <EmptyState
        title={t('calls.notEditable')}
        action={
          <Link to="/calls/$id" params={{ id }} className="button">
            {t('calls.see')}
          </Link>
        }
      />
    )
  }
  return <CallForm key={call.id} initial={{ call, etag: query.etag }} />
}

function useCallForm(initial: { call: Call; etag: string | null } | null) {
  const { locale } = useText()
  const { timezone } = useCatalog().city
  const me = useMe()
  const [call, setCall] = useState(initial?.call ?? null)
  const [autosave] = useState(() => {
    const first = initial?.call ?? null
    const port = createCallPort({
      call: first,
      timeZone: timezone,
      locale,
      onSaved(saved) {
        if (!first) sessionStorage.setItem(pointer, saved.id)
        setCall(saved)
      },
    })
    return createAutosave<FormValue>({
      port,
      initial: first ? { value: fromCall(first, timezone), etag: initial?.etag ?? null } : { value: blank, etag: null },
      store: localStorage,
      storeKey: `call:${me.user.id}:${first?.id ?? 'new'}`,
    })
  })
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  return { call, autosave, form }
}

function CallForm(props: { initial: { call: Call; etag: string | null } | null }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { call, autosave, form } = useCallForm(props.initial)
  const { value } = form
  const set = autosave.set
  const refused = fieldMessages(form.problem)
  const fault = (path: string) => form.faults[path] ?? refused[path]
  const draft = !call || call.state === 'draft'

  async function done() {
    if (!(await autosave.flush()) || !call) return
    autosave.forget()
    void navigate({ to: '/calls/$id', params: { id: call.id } })
  }

  return (
    <div className="narrow stack">
      <header className="page-head">
        <h1>{t(!call ? 'calls.newTitle' : draft ? 'calls.editTitle' : 'calls.wordingTitle')}</h1>
        <SaveNote form={form} waiting={call || value.title.trim() ? null : t('calls.statusNew')} />
      </header>
      {draft ? null : <p className="note">{t('calls.frozenNote')}</p>}
      <Conflicts form={form} choose={autosave.choose} />
      {form.status === 'refused' && Object.keys(form.faults).length === 0 ? <ProblemNote error={form.problem} /> : null}
      <Field label={t('calls.titleField')} error={fault('title')} path="title" required>
        {(control) => (
          <Input
            {...control}
            autoFocus={!call}
            maxLength={120}
            value={value.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('calls.description')} hint={t('calls.descriptionHint')} error={fault('description')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 5, maxRows: 20 }}
            count={{ show: value.description.length > 6400, max: 8000 }}
            value={value.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Field>
      {draft ? <Terms value={value} set={set} fault={fault} /> : null}
      <Field label={t('calls.contact')} hint={t('calls.contactHint')} error={fault('contact')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={500}
            autoSize={{ minRows: 1, maxRows: 4 }}
            value={value.contact}
            onChange={(event) => set({ contact: event.target.value })}
          />
        )}
      </Field>
      <Files
        rows={value.attachments}
        error={fault('attachmentIds')}
        // What was uploaded meanwhile is in the form by now, so the newest value is added to.
        onAdd={(file) => set({ attachments: [...autosave.get().value.attachments, file] })}
        onRemove={(id) => set({ attachments: autosave.get().value.attachments.filter((file) => file.id !== id) })}
      />
      <div className="row wrap block-line">
        <Button type="primary" disabled={!call || form.conflicts.length > 0} onClick={() => void done()}>
          {t(draft ? 'calls.toOpen' : 'calls.see')}
        </Button>
      </div>
    </div>
  )
}

/** What stands once the call is open: whom it addresses, by what it is judged, from when to when. */
function Terms(props: {
  value: FormValue
  set: (change: Partial<FormValue>) => void
  fault: (path: string) => string | undefined
}) {
  const { t, name } = useText()
  const labels = useLabels()
  const catalog = useCatalog()
  const { value, set } = props
  const fault = (field: string) =>
    props.fault(field) ?? [...Array(50).keys()].map((at) => props.fault(`${field}.${at}`)).find(Boolean)
  const directions = catalog.domains.filter((one) => value.domains.includes(one.key)).flatMap((one) => one.directions)
  const options = (entries: readonly { key: string; zh: string; en: string }[]) =>
    entries.map((one) => ({ value: one.key, label: name(one) }))
  return (
    <>
      <div className="grid-2">
        {(['opensAt', 'closesAt'] as const).map((field) => (
          <Field key={field} label={t(`calls.${field}`)} error={props.fault(field)} path={field} required>
            {({ status, ...control }) => (
              <input
                {...control}
                type="datetime-local"
                className="input"
                data-status={status}
                value={value[field]}
                onChange={(event) => set({ [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="field-hint">{t('calls.addresseesHint')}</p>
      <ManyChoice
        label={t('calls.domains')}
        options={options(catalog.domains)}
        value={value.domains}
        error={fault('domains')}
        onChange={(domains) => {
          const left = catalog.domains.filter((one) => domains.includes(one.key)).flatMap((one) => one.directions)
          set({ domains, directions: value.directions.filter((key) => left.some((one) => one.key === key)) })
        }}
        short
      />
      {directions.length > 0 ? (
        <ManyChoice
          label={t('calls.directions')}
          hint={t('calls.directionsHint')}
          options={options(directions)}
          value={value.directions}
          error={fault('directions')}
          onChange={(chosen) => set({ directions: chosen })}
        />
      ) : null}
      <ManyChoice
        label={t('calls.openers')}
        options={options(catalog.openers)}
        value={value.openers}
        error={fault('openers')}
        onChange={(openers) => set({ openers })}
        short
      />
      <ManyChoice
        label={t('calls.organisationKinds')}
        options={organisationKinds.map((kind) => ({ value: kind, label: labels.of('organisationKinds', kind) }))}
        value={value.organisationKinds}
        error={fault('organisationKinds')}
        onChange={(kinds) => set({ organisationKinds: kinds })}
      />
      <ManyChoice
        label={t('calls.districts')}
        hint={t('calls.districtsHint')}
        options={options(catalog.districts)}
        value={value.districts}
        error={fault('districts')}
        onChange={(districts) => set({ districts })}
      />
      <CriteriaRows rows={value.criteria} fault={props.fault} onChange={(criteria) => set({ criteria })} />
    </>
  )
}

/** Fields changed here and elsewhere at the same time: one is chosen for each. */
function Conflicts(props: { form: Form<FormValue>; choose: (choices: Record<string, 'mine' | 'theirs'>) => void }) {
  const { t } = useText()
  const words = useRecordWords()
  const { conflicts } = props.form
  if (conflicts.length === 0) return null
  return (
    <section className="note note-wait stack tight" aria-label={t('form.conflictTitle')}>
      <h2>{t('form.conflictTitle')}</h2>
      {conflicts.map(({ field, mine, theirs }) => (
        <div key={field} className="stack tight">
          <strong>{words.field(field)}</strong>
          {(['mine', 'theirs'] as const).map((side) => (
            <p key={side} className="split">
              <span className="prose">
                {words.shown('call', field, side === 'mine' ? mine : theirs) || t('common.unknown')}
              </span>
              <button type="button" className="button" onClick={() => props.choose({ [field]: side })}>
                {t(side === 'mine' ? 'form.keepMine' : 'form.keepTheirs')}
              </button>
            </p>
          ))}
        </div>
      ))}
    </section>
  )
}
