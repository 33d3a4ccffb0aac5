import { Link, useParams } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { type Service, type serviceActions, serviceRoutes } from '../../../../contracts/services.ts'
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

type Action = (typeof serviceActions)[number]

export function ServicePage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(serviceRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown service={query.data} etag={query.etag} />
}

function Shown({ service, etag }: { service: Service; etag: string | null }) {
  const { t } = useText()
  const { message } = App.useApp()
  const labels = useLabels()
  const me = useMe()
  const holder = useHolderName()
  const verb = useActionName()
  const act = useAct(serviceRoutes.act, { touches: [todoRoutes.list] })
  const [action, setAction] = useState<Action | null>(null)
  const onlyLeads = holds(me, 'leader') && !holds(me, 'operator', 'auditor', 'district_operator')
  const facts: readonly (readonly [Parameters<typeof t>[0], React.ReactNode, boolean?])[] = [
    [
      'services.summary',
      <span key="s" className="prose">
        {service.summary}
      </span>,
      true,
    ],
    ['services.colDate', <DateText key="d" value={service.date} />],
    ['services.kind', labels.of('serviceKinds', service.kind)],
    ['services.by', [service.by.organisation?.name, service.by.person.name].filter(Boolean).join(' · ')],
    [
      'services.scenario',
      service.scenario ? (
        <Link key="sc" to="/scenarios/$id" params={{ id: service.scenario.id }}>
          {service.scenario.title}
        </Link>
      ) : null,
    ],
    [
      'services.file',
      service.file ? (
        <EvidenceLink
          key="f"
          href={hrefOf(fileRoutes.download, { params: { id: service.file.id } })}
          label={service.file.name}
          hash={service.file.sha256}
        />
      ) : null,
    ],
    ['services.confirmedBy', service.confirmedBy?.name ?? null],
    ['services.confirmedAt', service.confirmedAt ? <DateText key="c" value={service.confirmedAt} time /> : null],
  ]
  return (
    <article>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{service.organisation.name}</h1>
          <p className="row wrap">
            <State machine="service" state={service.state} />
            <span>{labels.of('serviceKinds', service.kind)}</span>
            <DateText value={service.date} />
            {service.synthetic ? <SyntheticMark /> : null}
            <Link to="/organisations/$id" params={{ id: service.organisation.id }}>
              {t('services.seeFirm')}
            </Link>
          </p>
        </div>
        <div className="next">
          <p className="row wrap">
            <span className="quiet">{t('scenario.next')}</span>
            <strong>
              {service.holder ? t('scenario.heldBy', { holder: holder(service.holder) }) : t('scenario.nothingAwaited')}
            </strong>
            <Due at={service.dueAt} />
          </p>
          <div className="row wrap">
            {(service.actions as Action[]).map((one) => (
              <button
                key={one}
                type="button"
                className={one === 'confirm' ? 'button primary' : 'button'}
                onClick={() => setAction(one)}
              >
                {verb('service', one)}
              </button>
            ))}
          </div>
        </div>
        {service.stateReason ? (
          <div className="note">
            <span className="quiet">{t('services.reason')}</span>
            <p className="prose">{service.stateReason}</p>
          </div>
        ) : null}
      </header>
      <div className="two">
        <section className="panel">
          <h2>{t('services.facts')}</h2>
          <div className="facts">
            {facts
              .filter(([, value]) => value !== null && value !== '')
              .map(([label, value, wide]) => (
                <dl key={label} className={wide ? 'fact wide' : 'fact'}>
                  <FieldWithSource label={t(label)}>{value}</FieldWithSource>
                </dl>
              ))}
          </div>
        </section>
        {onlyLeads ? null : <ThingHistory route={serviceRoutes.history} machine="service" id={service.id} />}
      </div>
      {action ? (
        <ConfirmDialog
          verb={verb('service', action)}
          subject={`${service.organisation.name} · ${service.date}`}
          {...(action === 'confirm'
            ? { note: t('services.confirmNote') }
            : {
                reason: 'must' as const,
                reasonHint: t(action === 'dispute' ? 'services.disputeHint' : 'services.withdrawHint'),
              })}
          danger={action === 'withdraw'}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) =>
            act.mutate(
              { params: { id: service.id, action }, body: reason ? { reason } : {}, etag },
              {
                onSuccess: () => {
                  message.success(t('services.done', { action: verb('service', action) }))
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
