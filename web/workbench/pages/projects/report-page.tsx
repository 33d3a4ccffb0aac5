import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { indicatorRoutes, type Project, projectRoutes, readingRoutes } from '../../../../contracts/projects.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave, type Saved } from '../../../ui/client/autosave.ts'
import { minuteAt } from '../../../ui/client/days.ts'
import { createDraftPort, readDraft, removeDraft } from '../../../ui/client/draft-port.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { minuteOf } from '../../../ui/format.ts'
import { Receipt } from '../../../ui/parts/receipt.tsx'
import { useText } from '../../i18n/text.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { type Paper, Papers } from '../agreements/papers.tsx'
import { numberOf, valueText } from './number.ts'

interface Entry {
  indicatorId: string
  value: string
  at: string
  note: string
  file: Paper | null
}
const blank: Entry = { indicatorId: '', value: '', at: '', note: '', file: null }

/** Reporting what was measured: one hand on a phone, from the indicator to the button. What is typed is kept. */
export function ReportPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const project = useCall(projectRoutes.get, { params: { id } })
  const key = `reading:${project.data?.id ?? ''}`
  const draft = useQuery({
    queryKey: ['draft', key],
    queryFn: () => readDraft(key, blank),
    enabled: project.data !== undefined,
    gcTime: 0,
  })
  if (project.error && !project.data) return <PageFailure error={project.error} />
  if (draft.error) return <ProblemNote error={draft.error} retry={() => void draft.refetch()} />
  if (!project.data || !draft.data) return <p className="quiet">{t('common.loading')}</p>
  return <ReportForm key={key} draftKey={key} project={project.data} kept={draft.data} />
}

function ReportForm(props: { draftKey: string; project: Project; kept: Saved<Entry> }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const { indicator: wanted } = useSearch({ strict: false }) as { indicator?: string }
  const { project, draftKey } = props
  const now = () => minuteOf(new Date(), timeZone).replace(' ', 'T')
  const [autosave] = useState(() => {
    const made = createAutosave<Entry>({
      port: createDraftPort(draftKey, blank),
      initial: props.kept,
      store: localStorage,
      storeKey: draftKey,
    })
    const first = project.indicators.length === 1 ? project.indicators[0]?.id : undefined
    const begun = made.get().value
    const indicatorId = project.indicators.find((one) => one.id === wanted)?.id ?? (begun.indicatorId || first || '')
    if (indicatorId !== begun.indicatorId || begun.at === '') made.set({ indicatorId, at: begun.at || now() })
    return made
  })
  useEffect(() => () => autosave.stop(), [autosave])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const { value } = form
  const set = autosave.set
  const report = useAct(readingRoutes.create, { touches: [projectRoutes.list, indicatorRoutes.list, todoRoutes.list] })
  const faults = fieldMessages(report.error)
  const indicator = project.indicators.find((one) => one.id === value.indicatorId)
  const measured = numberOf(value.value)
  const back = (
    <Link to="/projects/$id" params={{ id: project.id }} className="button">
      {t('projects.toProject')}
    </Link>
  )

  function submit() {
    if (!indicator || measured === null || value.at === '') return
    const at = minuteAt(value.at, timeZone)
    const body = {
      indicatorId: indicator.id,
      value: measured,
      unit: indicator.unit,
      at,
      note: value.note.trim() || null,
      fileId: value.file?.id ?? null,
    }
    report.mutate(
      { body },
      {
        onSuccess: () => {
          autosave.forget()
          void removeDraft(draftKey)
        },
      },
    )
  }

  const done = report.data?.data
  if (done) {
    return (
      <section className="narrow stack">
        <Receipt
          title={t('projects.reportDone')}
          number={`${done.indicator.name} ${valueText(done.value)} ${done.unit}`}
          at={done.reportedBy.at}
          next={t('projects.reportNext')}
          dueAt={done.dueAt}
        />
        <div className="row wrap">
          <Button
            type="primary"
            onClick={() => {
              report.reset()
              autosave.set({ ...blank, at: now() })
            }}
          >
            {t('projects.reportAgain')}
          </Button>
          {back}
        </div>
      </section>
    )
  }
  return (
    <section className="narrow stack thumb">
      <header className="page-head">
        <div>
          <h1>{t('projects.reportTitle')}</h1>
          <Link to="/projects/$id" params={{ id: project.id }}>
            {project.title}
          </Link>
        </div>
      </header>
      <Field label={t('projects.chooseIndicator')} error={faults.indicatorId} required>
        {(control) => (
          <Choice
            {...control}
            empty={t('form.choose')}
            value={value.indicatorId}
            options={project.indicators.map((one) => ({ value: one.id, label: `${one.name}（${one.unit}）` }))}
            onChange={(indicatorId) => set({ indicatorId })}
          />
        )}
      </Field>
      <Field
        label={indicator ? t('projects.valueIn', { unit: indicator.unit }) : t('projects.value')}
        hint={
          indicator
            ? t('projects.valueHint', {
                baseline: valueText(indicator.baseline),
                target: valueText(indicator.target),
                unit: indicator.unit,
              })
            : undefined
        }
        error={faults.value ?? (value.value !== '' && measured === null ? t('projects.badNumber') : undefined)}
        required
      >
        {(control) => (
          <Input
            {...control}
            size="large"
            inputMode="decimal"
            maxLength={24}
            value={value.value}
            onChange={(event) => set({ value: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('projects.at')} error={faults.at} required>
        {({ status, ...control }) => (
          <input
            {...control}
            type="datetime-local"
            className="input"
            data-status={status}
            max={now()}
            value={value.at}
            onChange={(event) => set({ at: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('projects.note')} hint={t('projects.noteHint')} error={faults.note}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={value.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      <Papers
        label={t('projects.file')}
        rows={value.file ? [value.file] : []}
        most={1}
        error={faults.fileId ?? faults['fileId.0']}
        onAdd={(file) => set({ file })}
        onRemove={() => set({ file: null })}
      />
      <ProblemNote error={report.error} />
      <div className="row wrap thumb-bar">
        <Button
          type="primary"
          size="large"
          loading={report.isPending}
          disabled={!indicator || measured === null || value.at === ''}
          onClick={submit}
        >
          {t('projects.report')}
        </Button>
        {back}
      </div>
    </section>
  )
}
