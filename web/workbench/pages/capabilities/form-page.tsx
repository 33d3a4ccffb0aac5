import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Capability, capabilityKinds, capabilityRoutes } from '../../../../contracts/capabilities.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave } from '../../../ui/client/autosave.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { ManyChoice } from '../../shell/many-choice.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { useRecordWords } from '../../shell/record-words.ts'
import { SaveNote } from '../../shell/save-note.tsx'
import { Files } from './files.tsx'
import { readinessLevels } from './list-page.tsx'
import { Measures } from './measures.tsx'
import { createCapabilityPort } from './port.ts'
import { Price } from './price.tsx'
import { Proofs } from './proofs.tsx'
import { blank, type FormValue, fromCapability } from './value.ts'

/** Where the draft begun in this tab is remembered, so that a reload goes on with it instead of making another. */
const pointer = 'capability:made-here'

export function NewCapabilityPage() {
  const { t } = useText()
  const me = useMe()
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
  if (!me.organisation) {
    return (
      <EmptyState
        title={t('capabilities.needsOrganisation')}
        action={
          <Link to="/join" className="button primary">
            {t('shell.join')}
          </Link>
        }
      />
    )
  }
  if (made) return <Navigate to="/capabilities/$id/edit" params={{ id: made }} replace />
  return <CapabilityForm initial={null} />
}

export function EditCapabilityPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const me = useMe()
  const query = useCall(capabilityRoutes.get, { params: { id } }, { staleTime: 0 })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data || !query.isFetchedHere) return <p className="quiet">{t('common.loading')}</p>
  const capability = query.data
  const ours = me.memberships.some((one) => one.organisation.id === capability.organisation.id)
  if (!ours || capability.state === 'withdrawn') {
    return (
      <EmptyState
        title={t('capabilities.notEditable')}
        action={
          <Link to="/capabilities/$id" params={{ id }} className="button">
            {t('capabilities.see')}
          </Link>
        }
      />
    )
  }
  return <CapabilityForm key={capability.id} initial={{ capability, etag: query.etag }} />
}

function CapabilityForm(props: { initial: { capability: Capability; etag: string | null } | null }) {
  const { t, name, locale } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const labels = useLabels()
  const catalog = useCatalog()
  const navigate = useNavigate()
  const [capability, setCapability] = useState(props.initial?.capability ?? null)
  const [autosave] = useState(() => {
    const first = props.initial?.capability ?? null
    const port = createCapabilityPort({
      capability: first,
      organisationId: me.organisation?.id,
      locale,
      onSaved(saved) {
        if (!first) sessionStorage.setItem(pointer, saved.id)
        setCapability(saved)
      },
    })
    return createAutosave<FormValue>({
      port,
      initial: first
        ? { value: fromCapability(first), etag: props.initial?.etag ?? null }
        : { value: blank, etag: null },
      store: localStorage,
      storeKey: `capability:${me.user.id}:${first?.id ?? 'new'}`,
    })
  })
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const publish = useAct(capabilityRoutes.act)
  const { value } = form
  const set = autosave.set
  const refused = { ...fieldMessages(form.problem), ...fieldMessages(publish.error) }
  const fault = (path: string) => form.faults[path] ?? refused[path]
  const missing = [
    ...(value.description.trim() === '' ? [t('capabilities.description')] : []),
    ...(value.tracks.length === 0 ? [t('capabilities.tracks')] : []),
  ]

  async function handIn() {
    if (!(await autosave.flush()) || !capability) {
      message.warning(t('form.submitBlocked'))
      return
    }
    const { id } = capability
    publish.mutate(
      { params: { id, action: 'publish' }, body: {}, etag: autosave.get().saved.etag },
      {
        onSuccess: ({ data }) => {
          autosave.forget()
          message.success(t('capabilities.published', { code: data.code ?? '' }))
          void navigate({ to: '/capabilities/$id', params: { id } })
        },
      },
    )
  }

  return (
    <div className="narrow stack">
      <header className="page-head">
        <h1>{t(capability ? 'capabilities.editTitle' : 'capabilities.newTitle')}</h1>
        <SaveNote form={form} waiting={capability || value.title.trim() ? null : t('capabilities.statusNew')} />
      </header>
      <p className="quiet">{capability?.organisation.name ?? me.organisation?.name}</p>
      <Conflicts form={form} choose={autosave.choose} />
      {form.status === 'refused' && Object.keys(form.faults).length === 0 ? <ProblemNote error={form.problem} /> : null}
      <Field label={t('capabilities.title')} hint={t('capabilities.titleHint')} error={fault('title')} required>
        {(control) => (
          <Input
            {...control}
            autoFocus={!capability}
            value={value.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="grid-3">
        <Field label={t('capabilities.kind')} error={fault('kind')} required>
          {(control) => (
            <Choice
              {...control}
              value={value.kind}
              options={capabilityKinds.map((kind) => ({ value: kind, label: labels.of('capabilityKinds', kind) }))}
              onChange={(kind) => set({ kind: kind as FormValue['kind'] })}
            />
          )}
        </Field>
        <Field label={t('capabilities.readiness')} hint={t('capabilities.readinessHint')} error={fault('readiness')}>
          {(control) => (
            <Choice
              {...control}
              empty={t('common.unknown')}
              value={value.readiness}
              options={readinessLevels.map((level) => ({
                value: level,
                label: `TRL ${level} ${t(`capabilities.trl${level}`)}`,
              }))}
              onChange={(readiness) => set({ readiness })}
            />
          )}
        </Field>
        <Field label={t('capabilities.visibility')} error={fault('visibility')} required>
          {(control) => (
            <Choice
              {...control}
              value={value.visibility}
              options={(['public', 'members'] as const).map((one) => ({
                value: one,
                label: labels.of('visibilities', one),
              }))}
              onChange={(one) => set({ visibility: one === 'members' ? 'members' : 'public' })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t('capabilities.description')}
        hint={t('capabilities.descriptionHint')}
        error={fault('description')}
        required
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 6, maxRows: 24 }}
            value={value.description}
            count={{ show: value.description.length > 6400, max: 8000 }}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('capabilities.readinessShown')}
        hint={t('capabilities.readinessShownHint')}
        error={fault('readinessShown')}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 10 }}
            value={value.readinessShown}
            onChange={(event) => set({ readinessShown: event.target.value })}
          />
        )}
      </Field>
      <ManyChoice
        label={t('capabilities.tracks')}
        options={catalog.tracks.map((one) => ({ value: one.key, label: name(one) }))}
        value={value.tracks}
        onChange={(tracks) => set({ tracks })}
        error={fault('tracks')}
        required
      />
      <ManyChoice
        label={t('capabilities.districts')}
        hint={t('capabilities.districtsHint')}
        options={catalog.districts.map((one) => ({ value: one.key, label: name(one) }))}
        value={value.districts}
        onChange={(districts) => set({ districts })}
        error={fault('districts')}
      />
      <Measures rows={value.measures} fault={fault} onChange={(measures) => set({ measures })} />
      <Field label={t('capabilities.capacity')} hint={t('capabilities.capacityHint')} error={fault('capacity')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={value.capacity}
            onChange={(event) => set({ capacity: event.target.value })}
          />
        )}
      </Field>
      <Price value={value} fault={fault} onChange={set} />
      <Proofs
        rows={value.proofs}
        own={capability?.organisation.id ?? me.organisation?.id}
        confirmed={new Set(capability?.proofs.flatMap((one) => (one.confirmedAt ? [one.id] : [])))}
        fault={fault}
        onChange={(proofs) => set({ proofs })}
      />
      <Files
        rows={value.attachments}
        error={fault('attachments')}
        // What was uploaded meanwhile is in the form by now, so the newest value is added to.
        onAdd={(file) => set({ attachments: [...autosave.get().value.attachments, file] })}
        onRemove={(id) => set({ attachments: autosave.get().value.attachments.filter((file) => file.id !== id) })}
      />
      <section className="stack tight block-line">
        {!capability || capability.state === 'draft' ? (
          <p className={missing.length > 0 ? 'note note-wait' : 'tone-pine'}>
            {missing.length > 0
              ? t('capabilities.missing', { fields: missing.join('、') })
              : `✓ ${t('form.missingNone')}`}
          </p>
        ) : null}
        <ProblemNote error={publish.error} />
        <div className="row wrap">
          {!capability || capability.actions.includes('publish') ? (
            <Button
              type="primary"
              disabled={!capability || missing.length > 0 || form.conflicts.length > 0}
              loading={publish.isPending}
              onClick={() => void handIn()}
            >
              {t('capabilities.publish')}
            </Button>
          ) : null}
          {capability ? (
            <Link to="/capabilities/$id" params={{ id: capability.id }} className="button">
              {t('capabilities.see')}
            </Link>
          ) : null}
        </div>
      </section>
    </div>
  )
}

/** Fields changed here and elsewhere at the same time: one is chosen for each. */
function Conflicts(props: {
  form: ReturnType<ReturnType<typeof createAutosave<FormValue>>['get']>
  choose: (choices: Record<string, 'mine' | 'theirs'>) => void
}) {
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
                {words.shown('capability', field, side === 'mine' ? mine : theirs) || t('common.unknown')}
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
