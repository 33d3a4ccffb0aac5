import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { agreementRoutes } from '../../../../contracts/agreements.ts'
import { capabilityRoutes } from '../../../../contracts/capabilities.ts'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Project, projectRoutes } from '../../../../contracts/projects.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave, type Saved } from '../../../ui/client/autosave.ts'
import { createDraftPort, readDraft, removeDraft } from '../../../ui/client/draft-port.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages, isProblem } from '../../../ui/client/problem.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { Receipt } from '../../../ui/parts/receipt.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { ManyChoice } from '../../shell/many-choice.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { SaveNote } from '../../shell/save-note.tsx'
import { IndicatorRows, MilestoneRows } from './plan-rows.tsx'
import { sidesOf } from './sides.ts'
import { blank, fromProject, type PlanValue, toPlan } from './value.ts'

/** Planning a project under one of one's agreements (`?agreement=` chooses it). */
export function NewProjectPage() {
  const { t } = useText()
  const me = useMe()
  const { agreement } = useSearch({ strict: false }) as { agreement?: string }
  const key = `project:new:${me.organisation?.id ?? ''}`
  const draft = useKeptDraft(key, blank, me.organisation !== null)
  if (!me.organisation) {
    return (
      <EmptyState
        title={t('projects.needsOrganisation')}
        action={
          <Link to="/join" className="button primary">
            {t('shell.join')}
          </Link>
        }
      />
    )
  }
  if (draft.error) return <ProblemNote error={draft.error} retry={() => void draft.refetch()} />
  if (!draft.data) return <p className="quiet">{t('common.loading')}</p>
  return <PlanForm draftKey={key} kept={draft.data} empty={blank} project={null} etag={null} wanted={agreement} />
}

/** Changing the plan while nothing has started. What is typed is kept as a draft until it is saved: each save resets words that were given. */
export function EditProjectPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const me = useMe()
  const query = useCall(projectRoutes.get, { params: { id } }, { staleTime: 0 })
  const project = query.isFetchedHere ? query.data : undefined
  const key = `project:${project?.id ?? ''}:${project?.version ?? 0}`
  const empty = project ? fromProject(project) : blank
  const draft = useKeptDraft(key, empty, project !== undefined)
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (draft.error) return <ProblemNote error={draft.error} retry={() => void draft.refetch()} />
  if (!project || !draft.data) return <p className="quiet">{t('common.loading')}</p>
  if (project.state !== 'planned' || sidesOf(me, project).length === 0) {
    return (
      <EmptyState
        title={t('projects.notEditable')}
        action={
          <Link to="/projects/$id" params={{ id }} className="button">
            {t('projects.seeProject')}
          </Link>
        }
      />
    )
  }
  return <PlanForm key={key} draftKey={key} kept={draft.data} empty={empty} project={project} etag={query.etag} />
}

function useKeptDraft(key: string, empty: PlanValue, enabled: boolean) {
  return useQuery({ queryKey: ['draft', key], queryFn: () => readDraft(key, empty), enabled, gcTime: 0 })
}

function PlanForm(props: {
  draftKey: string
  kept: Saved<PlanValue>
  empty: PlanValue
  project: Project | null
  etag: string | null
  wanted?: string | undefined
}) {
  const { t } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const navigate = useNavigate()
  const { project, draftKey } = props
  const agreements = useCall(
    agreementRoutes.list,
    { query: { state: 'signed,in_force', limit: 200 } as never },
    { enabled: project === null },
  )
  const [autosave] = useState(() =>
    createAutosave<PlanValue>({
      port: createDraftPort(draftKey, props.empty),
      initial: props.kept,
      store: localStorage,
      storeKey: `${draftKey}:${me.user.id}`,
    }),
  )
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const { value } = form
  const set = autosave.set
  const offered = (agreements.data?.items ?? []).filter((one) =>
    one.parties.some((party) => me.memberships.some(({ organisation }) => organisation.id === party.organisation.id)),
  )
  const wanted = offered.find((one) => one.id === props.wanted || one.code === props.wanted)?.id
  const only = offered.length === 1 ? offered[0]?.id : undefined
  const chosen = wanted ?? only
  useEffect(() => {
    if (chosen && autosave.get().value.agreementId === '') autosave.set({ agreementId: chosen })
  }, [chosen, autosave])

  const create = useAct(projectRoutes.create, { touches: [todoRoutes.list] })
  const update = useAct(projectRoutes.update, { touches: [todoRoutes.list] })
  const act = project ? update : create
  const refused = fieldMessages(act.error)
  const [tried, setTried] = useState(false)
  const ready = toPlan(value)
  const lacks = (path: string) => {
    const fault = tried && !ready.ok ? ready.faults[path] : undefined
    return fault === undefined ? undefined : t(fault === 'number' ? 'projects.badNumber' : 'common.required')
  }
  const fault = (path: string) => lacks(path) ?? refused[path]

  function forget() {
    autosave.forget()
    void removeDraft(draftKey)
  }

  function save() {
    setTried(true)
    if (!ready.ok) return
    if (project) {
      update.mutate(
        { params: { id: project.id }, body: ready.plan, etag: props.etag },
        {
          onSuccess: () => {
            forget()
            message.success(t('projects.saved'))
            void navigate({ to: '/projects/$id', params: { id: project.id } })
          },
        },
      )
    } else {
      create.mutate({ body: { ...ready.plan, agreementId: value.agreementId } }, { onSuccess: forget })
    }
  }

  const made = create.data?.data
  if (made) {
    return (
      <section className="narrow stack">
        <Receipt
          title={t('projects.receiptTitle')}
          number={made.code}
          at={made.createdAt}
          next={t('projects.receiptNext')}
          dueAt={made.dueAt}
        />
        <div>
          <Link to="/projects/$id" params={{ id: made.id }} className="button primary">
            {t('projects.seeProject')}
          </Link>
        </div>
      </section>
    )
  }
  if (!project && agreements.data && offered.length === 0) {
    return (
      <EmptyState
        title={t('projects.formNoAgreement')}
        action={
          <Link to="/agreements" className="button">
            {t('projects.seeAgreements')}
          </Link>
        }
      />
    )
  }
  const agreement = offered.find((one) => one.id === value.agreementId)
  const providers = project
    ? project.providers.map((each) => each.id)
    : (agreement?.parties ?? []).filter((each) => each.role !== 'owner').map((each) => each.organisation.id)
  const stale = isProblem(act.error) && act.error.code === 'stale'
  return (
    <section className="narrow stack">
      <header className="page-head">
        <div>
          <h1>{t(project ? 'projects.editTitle' : 'projects.newTitle')}</h1>
          {project ? <p className="quiet">{`${project.code} ${project.scenario.title}`}</p> : null}
        </div>
        <SaveNote form={form} />
      </header>
      {project ? <p className="note">{t('projects.resetNote')}</p> : null}
      {project ? null : (
        <Field
          label={t('projects.formAgreement')}
          hint={t('projects.formAgreementHint')}
          error={fault('agreementId')}
          required
        >
          {(control) => (
            <Choice
              {...control}
              empty={t('form.choose')}
              value={value.agreementId}
              options={offered.map((one) => ({
                value: one.id,
                label: [one.code, one.title, one.scenario.title].filter(Boolean).join(' · '),
              }))}
              onChange={(agreementId) => set({ agreementId, capabilityIds: [] })}
            />
          )}
        </Field>
      )}
      <Field label={t('projects.formTitle')} error={fault('title')} required>
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            value={value.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="grid-3">
        {(['startsOn', 'endsOn'] as const).map((day) => (
          <Field key={day} label={t(`projects.${day}`)} error={fault(day)}>
            {({ status, ...control }) => (
              <input
                {...control}
                type="date"
                className="input"
                data-status={status}
                value={value[day]}
                onChange={(event) => set({ [day]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('projects.place')} error={fault('place')}>
          {(control) => (
            <Input
              {...control}
              maxLength={120}
              value={value.place}
              onChange={(event) => set({ place: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t('projects.summary')} error={fault('summary')}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={4000}
            autoSize={{ minRows: 3, maxRows: 14 }}
            value={value.summary}
            onChange={(event) => set({ summary: event.target.value })}
          />
        )}
      </Field>
      <MilestoneRows rows={value.milestones} fault={fault} onChange={(milestones) => set({ milestones })} />
      <IndicatorRows rows={value.indicators} fault={fault} onChange={(indicators) => set({ indicators })} />
      <CapabilityChoice
        providers={providers}
        value={value.capabilityIds}
        error={refused.capabilityIds ?? refused['capabilityIds.0']}
        onChange={(capabilityIds) => set({ capabilityIds })}
      />
      {stale ? <p className="note note-wait">{t('projects.changedElsewhere')}</p> : <ProblemNote error={act.error} />}
      {tried && !ready.ok ? (
        <p className="note note-bad" role="alert">
          {t('projects.fillMarked')}
        </p>
      ) : null}
      <div className="row wrap">
        <Button type="primary" loading={act.isPending} disabled={!project && value.agreementId === ''} onClick={save}>
          {t(project ? 'projects.save' : 'projects.plan')}
        </Button>
        {project ? (
          <Link to="/projects/$id" params={{ id: project.id }} className="button">
            {t('projects.seeProject')}
          </Link>
        ) : null}
      </div>
    </section>
  )
}

/** Capabilities of the providers that are published; those of several providers in one list. */
function CapabilityChoice(props: {
  providers: readonly string[]
  value: readonly string[]
  error: string | undefined
  onChange: (ids: string[]) => void
}) {
  const { t } = useText()
  const [first, second, third] = props.providers
  const pages = [first, second, third].map((id) => ({ id }))
  const lists = [
    useCall(capabilityRoutes.list, { query: capabilityQueryOf(pages[0]?.id) }, { enabled: first !== undefined }),
    useCall(capabilityRoutes.list, { query: capabilityQueryOf(pages[1]?.id) }, { enabled: second !== undefined }),
    useCall(capabilityRoutes.list, { query: capabilityQueryOf(pages[2]?.id) }, { enabled: third !== undefined }),
  ]
  const options = lists.flatMap((list) => list.data?.items ?? []).map((one) => ({ value: one.id, label: one.title }))
  if (options.length === 0) return null
  return (
    <ManyChoice
      label={t('projects.capabilities')}
      hint={t('projects.capabilitiesHint')}
      options={options}
      value={props.value}
      error={props.error}
      onChange={props.onChange}
    />
  )
}

function capabilityQueryOf(organisation: string | undefined) {
  return { organisation, state: 'published,stale', limit: 200 } as never
}
