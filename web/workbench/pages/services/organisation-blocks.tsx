import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Organisation } from '../../../../contracts/organisations.ts'
import { firmKinds, landingRoutes, serviceRoutes } from '../../../../contracts/services.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { State } from '../../shell/lifecycle.tsx'
import { LandingDialog } from './landing-dialog.tsx'
import { RecordDialog } from './record-dialog.tsx'

/** On the page of a firm: what services it received, and whether it settled here. */
export function FirmBlocks({ organisation }: { organisation: Organisation }) {
  const { t } = useText()
  const labels = useLabels()
  const me = useMe()
  const [dialog, setDialog] = useState<'service' | 'landing' | null>(null)
  const services = useCall(serviceRoutes.list, { query: { organisation: organisation.id, limit: 5 } as never })
  const landings = useCall(landingRoutes.list, { query: { organisation: organisation.id, limit: 5 } as never })
  if (!(firmKinds as readonly string[]).includes(organisation.kind)) return null
  const firm = { id: organisation.id, name: organisation.name }
  const own = me.memberships.find((one) => one.organisation.id === organisation.id)
  const verified = organisation.verified
  const mayRecord = verified && !own && holds(me, 'operator', 'district_operator', 'broker')
  const live = landings.data?.items.some((each) => each.state === 'reported' || each.state === 'confirmed') ?? true
  const mayReport = verified && !live && (own?.role === 'org_admin' || holds(me, 'operator', 'district_operator'))
  return (
    <>
      <section className="panel">
        <div className="split">
          <h2>{t('services.received')}</h2>
          {mayRecord ? (
            <button type="button" className="button" onClick={() => setDialog('service')}>
              {t('services.record')}
            </button>
          ) : null}
        </div>
        {services.data?.items.length === 0 ? <p className="quiet">{t('services.noneReceived')}</p> : null}
        <ul>
          {services.data?.items.map((each) => (
            <li key={each.id} className="line">
              <span className="grow">
                <Link to="/services/$id" params={{ id: each.id }}>
                  {labels.of('serviceKinds', each.kind)}
                </Link>
                <br />
                <span className="quiet">
                  <DateText value={each.date} /> {each.by.organisation?.name ?? each.by.person.name}
                </span>
              </span>
              <State machine="service" state={each.state} />
            </li>
          ))}
        </ul>
        {services.data && services.data.total > 5 ? (
          <Link to="/services" search={{ organisation: organisation.id }}>
            {t('services.seeAll', { count: services.data.total })}
          </Link>
        ) : null}
      </section>
      <section className="panel">
        <div className="split">
          <h2>{t('services.landing')}</h2>
          {mayReport ? (
            <button type="button" className="button" onClick={() => setDialog('landing')}>
              {t('services.report')}
            </button>
          ) : null}
        </div>
        {landings.data?.items.length === 0 ? <p className="quiet">{t('services.noLanding')}</p> : null}
        <ul>
          {landings.data?.items.map((each) => (
            <li key={each.id} className="line">
              <span className="grow">
                <Link to="/landings/$id" params={{ id: each.id }}>
                  {labels.of('landingKinds', each.kind)}
                </Link>
                <br />
                <span className="quiet">
                  <DateText value={each.landedOn} />
                </span>
              </span>
              <State machine="landing" state={each.state} />
            </li>
          ))}
        </ul>
      </section>
      {dialog === 'service' ? <RecordDialog firm={firm} onClose={() => setDialog(null)} /> : null}
      {dialog === 'landing' ? <LandingDialog firm={firm} onClose={() => setDialog(null)} /> : null}
    </>
  )
}
