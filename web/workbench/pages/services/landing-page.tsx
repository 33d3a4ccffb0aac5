import { Link, useParams } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { organisationRoutes } from '../../../../contracts/organisations.ts'
import { type Landing, type landingActions, landingRoutes } from '../../../../contracts/services.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { Due, State, useActionName, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'

type Action = (typeof landingActions)[number]

export function LandingPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(landingRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown landing={query.data} etag={query.etag} />
}

function Shown({ landing, etag }: { landing: Landing; etag: string | null }) {
  const { t } = useText()
  const { message } = App.useApp()
  const labels = useLabels()
  const me = useMe()
  const holder = useHolderName()
  const verb = useActionName()
  const act = useAct(landingRoutes.act, { touches: [todoRoutes.list, organisationRoutes.list] })
  const [action, setAction] = useState<Action | null>(null)
  const onlyLeads = holds(me, 'leader') && !holds(me, 'operator', 'auditor', 'district_operator')
  const note = {
    confirm: t('services.confirmLandingNote', { date: landing.landedOn }),
    revoke: t('services.revokeNote'),
  }
  return (
    <article>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{landing.organisation.name}</h1>
          <p className="row wrap">
            <State machine="landing" state={landing.state} />
            <span>{labels.of('landingKinds', landing.kind)}</span>
            {landing.synthetic ? <SyntheticMark /> : null}
            <Link to="/organisations/$id" params={{ id: landing.organisation.id }}>
              {t('services.seeFirm')}
            </Link>
          </p>
        </div>
        <div className="next">
          <p className="row wrap">
            <span className="quiet">{t('scenario.next')}</span>
            <strong>
              {landing.holder ? t('scenario.heldBy', { holder: holder(landing.holder) }) : t('scenario.nothingAwaited')}
            </strong>
            <Due at={landing.dueAt} />
          </p>
          <div className="row wrap">
            {(landing.actions as Action[]).map((one) => (
              <button
                key={one}
                type="button"
                className={one === 'confirm' ? 'button primary' : 'button danger'}
                onClick={() => setAction(one)}
              >
                {verb('landing', one)}
              </button>
            ))}
          </div>
        </div>
        {landing.stateReason ? (
          <div className="note">
            <span className="quiet">{t('services.reason')}</span>
            <p className="prose">{landing.stateReason}</p>
          </div>
        ) : null}
      </header>
      <div className="two">
        <section className="panel">
          <h2>{t('services.landingFacts')}</h2>
          <div className="facts">
            <dl className="fact wide">
              <FieldWithSource label={t('services.evidence')}>
                <span className="prose">{landing.evidence}</span>
              </FieldWithSource>
            </dl>
            <dl className="fact wide">
              <FieldWithSource label={t('services.file')}>
                <EvidenceLink
                  href={hrefOf(fileRoutes.download, { params: { id: landing.file.id } })}
                  label={landing.file.name}
                  hash={landing.file.sha256}
                />
              </FieldWithSource>
            </dl>
            <dl className="fact">
              <FieldWithSource label={t('services.landedOn')}>
                <DateText value={landing.landedOn} />
              </FieldWithSource>
            </dl>
            <dl className="fact">
              <FieldWithSource label={t('services.colReporter')}>{landing.reportedBy.name}</FieldWithSource>
            </dl>
            {landing.decidedBy && landing.decidedAt ? (
              <>
                <dl className="fact">
                  <FieldWithSource label={t('services.decidedBy')}>{landing.decidedBy.name}</FieldWithSource>
                </dl>
                <dl className="fact">
                  <FieldWithSource label={t('services.decidedAt')}>
                    <DateText value={landing.decidedAt} time />
                  </FieldWithSource>
                </dl>
              </>
            ) : null}
          </div>
        </section>
        {onlyLeads ? null : <ThingHistory route={landingRoutes.history} machine="landing" id={landing.id} />}
      </div>
      {action ? (
        <ConfirmDialog
          verb={verb('landing', action)}
          subject={landing.organisation.name}
          note={action === 'refuse' ? undefined : note[action]}
          {...(action === 'confirm' ? {} : { reason: 'must' as const })}
          danger={action !== 'confirm'}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) =>
            act.mutate(
              { params: { id: landing.id, action }, body: reason ? { reason } : {}, etag },
              {
                onSuccess: () => {
                  message.success(t('services.done', { action: verb('landing', action) }))
                  setAction(null)
                },
              },
            )
          }
          onClose={() => {
            act.reset()
            setAction(null)
          }}
        />
      ) : null}
    </article>
  )
}
