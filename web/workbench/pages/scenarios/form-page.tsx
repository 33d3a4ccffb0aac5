import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { Conflicts } from './form/conflicts.tsx'
import { placeOf, ScenarioFormProvider, useScenarioForm } from './form/context.tsx'
import { FilesSection } from './form/files-section.tsx'
import { PartsSection } from './form/parts-section.tsx'
import { SaveState } from './form/save-state.tsx'
import {
  BasicsSection,
  ContactSection,
  CooperationSection,
  MoneySection,
  ProblemSection,
  WhenSection,
} from './form/sections.tsx'
import { SubmitSection, Submitted } from './form/submit-section.tsx'
import { mayEdit } from './may-edit.ts'

const pointer = 'scenario:made-here'

/** A new scenario. The draft made here is remembered, so that a reload goes on with it instead of making another. */
export function NewScenarioPage() {
  const me = useMe()
  const { call } = useSearch({ strict: false }) as { call?: string }
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

  if (made) {
    moveKept(placeOf(me.user.id, null), placeOf(me.user.id, made))
    return <Navigate to="/scenarios/$id/edit" params={{ id: made }} replace />
  }
  return (
    <ScenarioFormProvider
      initial={null}
      callId={call}
      onCreated={(scenario) => sessionStorage.setItem(pointer, scenario.id)}
    >
      <FormPage title="form.newTitle" />
    </ScenarioFormProvider>
  )
}

function moveKept(from: string, to: string) {
  const kept = localStorage.getItem(from)
  if (kept === null) return
  localStorage.setItem(to, kept)
  localStorage.removeItem(from)
}

export function EditScenarioPage() {
  const { t } = useText()
  const { id = '' } = useParams({ strict: false })
  const query = useCall(scenarioRoutes.get, { params: { id } }, { staleTime: 0 })
  if (query.error) return <ProblemNote error={query.error} retry={query.refetch} />
  // The form starts from the newest version, never from what an earlier page left in the cache.
  if (!query.data || (query.isFetching && !query.isFetchedHere)) return <p className="quiet">{t('common.loading')}</p>
  return (
    <ScenarioFormProvider key={query.data.id} initial={{ scenario: query.data, etag: query.etag }}>
      <FormPage title="form.editTitle" />
    </ScenarioFormProvider>
  )
}

const sections: readonly (readonly [string, MessageKey, () => React.ReactNode])[] = [
  ['basics', 'form.basics', BasicsSection],
  ['problem', 'form.problem', ProblemSection],
  ['parts', 'form.parts', PartsSection],
  ['when', 'form.when', WhenSection],
  ['money', 'form.money', MoneySection],
  ['cooperation', 'form.cooperation', CooperationSection],
  ['contact', 'form.contact', ContactSection],
  ['files', 'form.files', FilesSection],
  ['submit', 'form.submit', SubmitSection],
]

function FormPage(props: { title: MessageKey }) {
  const { t } = useText()
  const me = useMe()
  const { scenario, submitted } = useScenarioForm()
  if (submitted) return <Submitted scenario={submitted} />
  if (scenario && !mayEdit(me, scenario)) {
    return (
      <EmptyState
        title={t('form.notEditable')}
        action={
          <Link to="/scenarios/$id" params={{ id: scenario.id }} className="button">
            {t('form.leave')}
          </Link>
        }
      />
    )
  }
  return (
    <div className="form-page">
      <header className="page-head">
        <h1>{t(props.title)}</h1>
        <SaveState />
      </header>
      <nav className="form-nav" aria-label={t('form.sections')}>
        <ol>
          {sections.map(([id, label]) => (
            <li key={id}>
              <a href={`#${id}`}>{t(label)}</a>
            </li>
          ))}
        </ol>
        {scenario ? (
          <Link to="/scenarios/$id" params={{ id: scenario.id }}>
            {t('form.leave')}
          </Link>
        ) : null}
      </nav>
      <div className="form-body">
        {scenario?.state === 'draft' && scenario.stateReason ? (
          <div className="note note-wait">
            <strong>{t('form.returnedTitle')}</strong>
            <p className="prose">{scenario.stateReason}</p>
          </div>
        ) : null}
        <Conflicts />
        {sections.map(([id, label, Section]) => (
          <section key={id} id={id} className="form-section stack">
            <h2>{t(label)}</h2>
            <Section />
          </section>
        ))}
      </div>
    </div>
  )
}
