import { Link, useParams } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { type Capability, capabilityActions, capabilityRoutes } from '../../../../contracts/capabilities.ts'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldPath, isProblem } from '../../../ui/client/problem.ts'
import { moneyRange } from '../../../ui/format.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { MixedText } from '../../../ui/parts/mixed-text.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { State } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { useRecordWords } from '../../shell/record-words.ts'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { CapabilityMatches } from '../matches/blocks.tsx'
import { sizeText } from '../scenarios/form/files-section.tsx'
import { MeasureTable } from './measure-table.tsx'
import { ProofList } from './proof-list.tsx'

type Act = (typeof capabilityActions)[number]

export function CapabilityPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(capabilityRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown capability={query.data} etag={query.etag} />
}

function Shown({ capability, etag }: { capability: Capability; etag: string | null }) {
  const me = useMe()
  const ours = me.memberships.some((one) => one.organisation.id === capability.organisation.id)
  const offered = capability.state === 'published' || capability.state === 'stale'
  const mayMatch =
    offered && (ours || holds(me, 'operator', 'auditor') || (capability.visibility === 'public' && holds(me, 'broker')))
  const inside = ours || holds(me, 'operator', 'auditor')
  return (
    <article>
      <Head capability={capability} etag={etag} ours={ours} />
      <div className="two">
        <div className="stack wide-gap">
          <Facts capability={capability} />
          {mayMatch ? <CapabilityMatches id={capability.id} /> : null}
          {inside ? <ThingHistory route={capabilityRoutes.history} machine="capability" id={capability.id} /> : null}
        </div>
        <div className="stack wide-gap">
          <MeasureTable capability={capability} />
          <ProofList capability={capability} etag={etag} />
          <Attached capability={capability} />
        </div>
      </div>
    </article>
  )
}

function Head(props: { capability: Capability; etag: string | null; ours: boolean }) {
  const { t, name } = useText()
  const { message } = App.useApp()
  const labels = useLabels()
  const words = useRecordWords()
  const { capability, ours } = props
  const [action, setAction] = useState<Act | null>(null)
  const act = useAct(capabilityRoutes.act, { touches: [todoRoutes.list] })
  const offered = capabilityActions.filter((one) => capability.actions.includes(one))
  // An operator who withdraws another's capability takes it down, and says why.
  const verb = (one: Act) => name(actionLabel('capability', one === 'withdraw' && !ours ? 'take_down' : one))
  const missing =
    isProblem(act.error) && act.error.code === 'incomplete' && action === 'publish'
      ? (act.error.problem.errors ?? []).map((fault) => words.field(fieldPath(fault.path)))
      : []

  function carryOut(reason: string) {
    if (!action) return
    act.mutate(
      { params: { id: capability.id, action }, body: reason ? { reason } : {}, etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('scenario.done', { action: verb(action) }))
          setAction(null)
        },
      },
    )
  }

  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{capability.title}</h1>
        <p className="row wrap">
          {capability.code ? <span className="figures">{capability.code}</span> : null}
          <State machine="capability" state={capability.state} />
          <Link to="/organisations/$id" params={{ id: capability.organisation.id }}>
            {capability.organisation.name}
          </Link>
          <span>{labels.of('capabilityKinds', capability.kind)}</span>
          {capability.synthetic ? <SyntheticMark /> : null}
          {capability.state === 'published' && capability.visibility === 'public' ? (
            <a href={`/capabilities/${capability.code ?? capability.id}`}>{t('scenario.onPortal')}</a>
          ) : null}
        </p>
      </div>
      {offered.length > 0 || (ours && capability.state !== 'withdrawn') ? (
        <div className="next">
          <p className={capability.state === 'stale' ? 'tone-sand' : 'quiet'}>
            {ours ? t(`capabilities.next_${capability.state}`) : ''}
          </p>
          <div className="row wrap">
            {offered
              .filter((one) => one !== 'withdraw')
              .map((one, at) => (
                <button
                  key={one}
                  type="button"
                  className={at === 0 ? 'button primary' : 'button'}
                  onClick={() => setAction(one)}
                >
                  {verb(one)}
                </button>
              ))}
            {ours && capability.state !== 'withdrawn' ? (
              <Link to="/capabilities/$id/edit" params={{ id: capability.id }} className="button">
                {t('common.edit')}
              </Link>
            ) : null}
            {offered.includes('withdraw') ? (
              <button type="button" className="button danger" onClick={() => setAction('withdraw')}>
                {verb('withdraw')}
              </button>
            ) : null}
          </div>
        </div>
      ) : null}
      {action ? (
        <ConfirmDialog
          verb={verb(action)}
          subject={capability.title}
          note={t(action === 'withdraw' && !ours ? 'capabilities.take_downNote' : `capabilities.${action}Note`)}
          reason={action === 'withdraw' ? (ours ? 'may' : 'must') : undefined}
          danger={action === 'withdraw'}
          busy={act.isPending}
          error={act.error}
          onConfirm={carryOut}
          onClose={() => {
            act.reset()
            setAction(null)
          }}
        >
          {missing.length > 0 ? (
            <p className="note note-wait">{t('capabilities.missing', { fields: missing.join('、') })}</p>
          ) : null}
        </ConfirmDialog>
      ) : null}
    </header>
  )
}

function Facts({ capability }: { capability: Capability }) {
  const { t, locale } = useText()
  const labels = useLabels()
  const text = (value: string | null) =>
    value ? (
      <span className="prose">
        <MixedText>{value}</MixedText>
      </span>
    ) : null
  return (
    <section className="panel">
      <div className="facts">
        <dl className="fact wide">
          <FieldWithSource label={t('capabilities.description')}>{text(capability.description)}</FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('capabilities.readiness')}>
            {capability.readiness === null
              ? null
              : `TRL ${capability.readiness} ${t(`capabilities.trl${capability.readiness as 1}`)}`}
          </FieldWithSource>
        </dl>
        <dl className="fact wide">
          <FieldWithSource label={t('capabilities.readinessShown')}>{text(capability.readinessShown)}</FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('capabilities.tracks')}>
            {capability.tracks.map((track) => labels.in('tracks', track)).join('、')}
          </FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('capabilities.districts')}>
            {capability.districts.map((district) => labels.in('districts', district)).join('、')}
          </FieldWithSource>
        </dl>
        <dl className="fact wide">
          <FieldWithSource label={t('capabilities.capacity')}>{text(capability.capacity)}</FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('capabilities.price')}>
            {moneyRange(capability.priceFromCny, capability.priceToCny, locale)}
          </FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('capabilities.visibility')}>
            {labels.of('visibilities', capability.visibility)}
          </FieldWithSource>
        </dl>
        <dl className="fact">
          <FieldWithSource label={t('capabilities.freshUntil')}>
            {capability.freshUntil ? <DateText value={capability.freshUntil} /> : null}
          </FieldWithSource>
        </dl>
      </div>
    </section>
  )
}

function Attached({ capability }: { capability: Capability }) {
  const { t } = useText()
  if (capability.attachments.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('capabilities.files')}</h2>
      <ul>
        {capability.attachments.map((file) => (
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
