import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Call, type CallAction, callActions, callRoutes } from '../../../../contracts/calls.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { MixedText } from '../../../ui/parts/mixed-text.tsx'
import { useText } from '../../i18n/text.tsx'
import { holds, isMember, useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { Due, State } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { sizeText } from '../scenarios/form/files-section.tsx'
import { CallDialog } from './call-dialog.tsx'
import { Criteria } from './criteria.tsx'
import { Submissions } from './submissions.tsx'

export function CallPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(callRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown call={query.data} etag={query.etag} />
}

function Shown({ call, etag }: { call: Call; etag: string | null }) {
  const me = useMe()
  const inside = holds(me, 'operator', 'auditor')
  return (
    <article>
      <Head call={call} etag={etag} />
      <div className="two">
        <div className="stack wide-gap">
          <Facts call={call} />
          {call.state !== 'draft' && (inside || isMember(me)) ? <Submissions call={call} /> : null}
        </div>
        <div className="stack wide-gap">
          <Criteria criteria={call.criteria} />
          <Extensions call={call} />
          <Material call={call} />
          {inside ? <ThingHistory route={callRoutes.history} machine="call" id={call.id} /> : null}
        </div>
      </div>
    </article>
  )
}

function Head({ call, etag }: { call: Call; etag: string | null }) {
  const { t, name } = useText()
  const me = useMe()
  const [action, setAction] = useState<CallAction | null>(null)
  const offered = callActions.filter((one) => call.actions.includes(one))
  const operates = holds(me, 'operator')
  const submits = isMember(me) && call.state === 'open'
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{call.title}</h1>
        <p className="row wrap">
          {call.code ? <span className="figures">{call.code}</span> : null}
          <State machine="call" state={call.state} />
          <Window call={call} />
        </p>
      </div>
      {operates || submits ? (
        <div className="next">
          <p className="quiet">{t(nextOf(call, operates))}</p>
          <div className="row wrap">
            {submits && (call.accepting || call.opensAt) ? (
              <Link to="/scenarios/new" search={{ call: call.id }} className="button primary">
                {t('calls.submitScenario')}
              </Link>
            ) : null}
            {offered.map((one, at) => (
              <button
                key={one}
                type="button"
                className={at === 0 && !submits ? 'button primary' : 'button'}
                onClick={() => setAction(one)}
              >
                {name(actionLabel('call', one))}
              </button>
            ))}
            {operates && call.state !== 'archived' ? (
              <Link to="/calls/$id/edit" params={{ id: call.id }} className="button">
                {t(call.state === 'draft' ? 'common.edit' : 'calls.editWording')}
              </Link>
            ) : null}
          </div>
        </div>
      ) : null}
      {action ? <CallDialog action={action} call={call} etag={etag} onClose={() => setAction(null)} /> : null}
    </header>
  )
}

/** From when to when, and how long still. */
function Window({ call }: { call: Call }) {
  const { t } = useText()
  if (!call.opensAt || !call.closesAt) return null
  return (
    <span className="row wrap">
      <span>
        <DateText value={call.opensAt} time /> – <DateText value={call.closesAt} time />
      </span>
      {call.accepting ? <Due at={call.closesAt} /> : null}
      {call.extended > 0 ? (
        <span className="tag tag-wait">{t('calls.extendedTimes', { count: call.extended })}</span>
      ) : null}
    </span>
  )
}

function nextOf(call: Call, operates: boolean) {
  if (call.state === 'open' && !call.accepting)
    return call.actions.includes('close') ? 'calls.next_over' : 'calls.next_early'
  if (!operates) return 'calls.next_submit'
  if (call.state === 'draft' && (call.missing?.length ?? 0) > 0) return 'calls.next_incomplete'
  return `calls.next_${call.state}` as const
}

function Facts({ call }: { call: Call }) {
  const { t } = useText()
  const labels = useLabels()
  const all = (names: readonly string[]) => names.join('、') || t('calls.all')
  const text = (value: string | null) =>
    value ? (
      <span className="prose">
        <MixedText>{value}</MixedText>
      </span>
    ) : null
  return (
    <section className="panel">
      <h2>{t('calls.about')}</h2>
      <div className="facts">
        <dl className="fact wide">
          <FieldWithSource label={t('calls.description')}>{text(call.description)}</FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('calls.domains')}>
            {all(call.domains.map((key) => labels.domain(key)))}
          </FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('calls.directions')}>
            {all(call.directions.map((key) => labels.direction(key)))}
          </FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('calls.openers')}>
            {all(call.openers.map((key) => labels.in('openers', key)))}
          </FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('calls.organisationKinds')}>
            {all(call.organisationKinds.map((key) => labels.of('organisationKinds', key)))}
          </FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('calls.districts')}>
            {all(call.districts.map((key) => labels.in('districts', key)))}
          </FieldWithSource>
        </dl>
        <dl className="fact wide">
          <FieldWithSource label={t('calls.contact')}>{text(call.contact)}</FieldWithSource>
        </dl>
      </div>
    </section>
  )
}

function Extensions({ call }: { call: Call }) {
  const { t } = useText()
  if (call.extensions.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('calls.extensions')}</h2>
      <ol className="stack">
        {call.extensions.map((one) => (
          <li key={one.at} className="stack tight">
            <p>
              <DateText value={one.from} time /> →{' '}
              <strong>
                <DateText value={one.to} time />
              </strong>
            </p>
            <p className="prose">{one.reason}</p>
            <p className="quiet">
              {t('calls.extendedOn')} <DateText value={one.at} time />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Material({ call }: { call: Call }) {
  const { t } = useText()
  if (call.attachments.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('calls.material')}</h2>
      <ul>
        {call.attachments.map((file) => (
          <li key={file.id} className="line breakable">
            <EvidenceLink
              href={hrefOf(fileRoutes.download, { params: { id: file.id } })}
              label={file.name}
              hash={file.sha256}
            />
            <span className="quiet figures">{sizeText(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
