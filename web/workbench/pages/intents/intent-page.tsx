import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Intent, intentRoutes } from '../../../../contracts/intents.ts'
import { machines } from '../../../../engines/lifecycle/index.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { OrganisationChip } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { History } from '../../shell/history.tsx'
import { Due, State, useActionName, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { IntentAgreements } from '../agreements/blocks.tsx'
import { IntentDialog } from './intent-dialog.tsx'
import { codesOf, type IntentAction, isIntentAction } from './reasons.ts'

export function IntentPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(intentRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown intent={query.data} etag={query.etag} />
}

function Shown({ intent, etag }: { intent: Intent; etag: string | null }) {
  const { t, name } = useText()
  const actionName = useActionName()
  const holder = useHolderName()
  const [action, setAction] = useState<IntentAction | null>(null)
  const history = useCall(intentRoutes.history, { params: { id: intent.id }, query: { limit: 100 } })
  const person = (contact: NonNullable<Intent['contact']> | undefined) =>
    contact ? [contact.name, contact.mobile, contact.email].filter(Boolean).join('，') : null
  const reason = [...codesOf('decline'), ...codesOf('break_off')].find((one) => one.code === intent.closedReason)

  return (
    <article>
      <header className="thing-head">
        <div className="thing-title">
          <h1>
            <OrganisationChip name={intent.organisation.name} verified={intent.organisation.verified} />
          </h1>
          <p className="row wrap">
            <State machine="intent" state={intent.state} />
            <Link to="/scenarios/$id" params={{ id: intent.scenario.id }}>
              {intent.scenario.title}
            </Link>
            <span className="quiet">{intent.openingText}</span>
          </p>
        </div>
        <div className="next">
          <p className="row wrap">
            <span className="quiet">{t('scenario.next')}</span>
            <strong>
              {intent.holder ? t('scenario.heldBy', { holder: holder(intent.holder) }) : t('scenario.nothingAwaited')}
            </strong>
            <Due at={intent.dueAt} />
          </p>
          <div className="row wrap">
            {intent.actions.filter(isIntentAction).map((one) => (
              <button
                key={one}
                type="button"
                className={one === 'accept' ? 'button primary' : one === 'break_off' ? 'button danger' : 'button'}
                onClick={() => setAction(one)}
              >
                {actionName('intent', one)}
              </button>
            ))}
          </div>
        </div>
        <p className="note quiet">{t('intents.notice')}</p>
      </header>
      <div className="two">
        <section className="panel">
          <div className="facts">
            <div className="fact wide">
              <dl>
                {intent.pitch === undefined ? null : (
                  <FieldWithSource label={t('intents.pitch')}>
                    <span className="prose">{intent.pitch}</span>
                  </FieldWithSource>
                )}
              </dl>
            </div>
            <div className="fact">
              <dl>
                <FieldWithSource label={t('intents.capability')}>{intent.capability?.name}</FieldWithSource>
              </dl>
            </div>
            <div className="fact">
              <dl>
                <FieldWithSource label={t('scenarios.colOwner')}>{intent.owner.name}</FieldWithSource>
              </dl>
            </div>
            <div className="fact">
              <dl>
                <FieldWithSource label={t('intents.contact')}>
                  {person(intent.contact) ?? <span className="quiet">{t('intents.contactLater')}</span>}
                </FieldWithSource>
              </dl>
            </div>
            <div className="fact">
              <dl>
                <FieldWithSource label={t('intents.ownerContact')}>
                  {person(intent.ownerContact) ?? <span className="quiet">{t('intents.contactLater')}</span>}
                </FieldWithSource>
              </dl>
            </div>
            <div className="fact">
              <dl>
                <FieldWithSource label={t('intents.colCreated')}>
                  <DateText value={intent.createdAt} time />
                </FieldWithSource>
              </dl>
            </div>
            {intent.closedReason || intent.closedNote ? (
              <div className="fact wide">
                <dl>
                  <FieldWithSource label={t('intents.closedReason')}>
                    {reason ? name(reason) : intent.closedReason}
                    {intent.closedNote ? <span className="prose">{`\n${intent.closedNote}`}</span> : null}
                  </FieldWithSource>
                </dl>
              </div>
            ) : null}
          </div>
        </section>
        <div className="stack wide-gap">
          <IntentAgreements intent={intent} />
          <section className="panel">
            <h2>{t('intents.history')}</h2>
            <History
              machine="intent"
              records={history.data?.items ?? []}
              fieldName={(path) => path}
              shown={(value) => {
                if (value === null || value === undefined) return ''
                const state = String(value)
                const states: Readonly<Record<string, { zh: string; en: string }>> = machines.intent.states
                return states[state] ? name(states[state]) : state
              }}
            />
          </section>
        </div>
      </div>
      {action ? <IntentDialog action={action} intent={intent} etag={etag} onClose={() => setAction(null)} /> : null}
    </article>
  )
}
