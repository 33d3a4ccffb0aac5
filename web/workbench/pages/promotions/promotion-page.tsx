import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import {
  type Evidence,
  type Promotion,
  type PromotionAction,
  promotionActions,
  promotionRoutes,
} from '../../../../contracts/promotions.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { useLabels } from '../../shell/labels.ts'
import { Due, State, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { PromotionDialog, usePromotionActionName } from './action-dialog.tsx'
import { Decisions } from './decisions.tsx'
import { Said, saidTitle } from './said.tsx'

export function PromotionPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(promotionRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown promotion={query.data} etag={query.etag} />
}

function Shown({ promotion, etag }: { promotion: Promotion; etag: string | null }) {
  const { t } = useText()
  // The dossier is given to those inside: the owner, those who run the loop, the auditor.
  const inside = promotion.evidence !== undefined
  return (
    <article>
      <Head promotion={promotion} etag={etag} />
      <div className={inside ? 'two' : undefined}>
        <div className="stack wide-gap">
          <section className="panel">
            <h2>{t('promotions.dossier')}</h2>
            <Facts promotion={promotion} />
          </section>
          {promotion.evidence ? <EvidencePanel evidence={promotion.evidence} /> : null}
        </div>
        {inside ? (
          <div className="stack wide-gap">
            <Decisions decisions={promotion.decisions ?? []} />
            <ThingHistory route={promotionRoutes.history} machine="promotion" id={promotion.id} />
          </div>
        ) : null}
      </div>
    </article>
  )
}

/** The way on first, the way back next, the end last. */
function weight(action: PromotionAction): number {
  if (action === 'refuse' || action === 'revoke') return 2
  return ['return', 'uphold_objection', 'decline_consent', 'withdraw_decision'].includes(action) ? 1 : 0
}

function Head({ promotion, etag }: { promotion: Promotion; etag: string | null }) {
  const { t } = useText()
  const labels = useLabels()
  const holder = useHolderName()
  const actionName = usePromotionActionName()
  const [action, setAction] = useState<PromotionAction | null>(null)
  const offered = promotionActions
    .filter((one) => promotion.actions.includes(one) && one !== 'apply')
    .sort((a, b) => weight(a) - weight(b))
  const drafting = promotion.state === 'draft' && promotion.actions.includes('apply')
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{promotion.scenario.title}</h1>
        <p className="row wrap">
          {promotion.code ? <span className="figures">{promotion.code}</span> : null}
          <State machine="promotion" state={promotion.state} />
          <span>
            {labels.in('ladder', promotion.fromRung)} → <strong>{labels.in('ladder', promotion.toRung)}</strong>
            {promotion.renewal ? ` ${t('promotions.renewal')}` : ''}
          </span>
          <Link to="/scenarios/$id" params={{ id: promotion.scenario.id }}>
            {promotion.scenario.code ?? t('promotions.scenario')}
          </Link>
          <span>{promotion.owner.name}</span>
          {promotion.synthetic ? <SyntheticMark /> : null}
        </p>
      </div>
      <div className="next">
        <p className="row wrap">
          <span className="quiet">{t('scenario.next')}</span>
          <strong>
            {promotion.holder
              ? t('scenario.heldBy', { holder: holder(promotion.holder) })
              : t('scenario.nothingAwaited')}
          </strong>
          <Due at={promotion.dueAt} />
        </p>
        <div className="row wrap">
          {drafting ? (
            <Link to="/promotions/$id/edit" params={{ id: promotion.id }} className="button primary">
              {t('promotions.goOn')}
            </Link>
          ) : null}
          {offered.map((one, at) => (
            <button
              key={one}
              type="button"
              className={weight(one) === 2 ? 'button danger' : at === 0 ? 'button primary' : 'button'}
              onClick={() => setAction(one)}
            >
              {actionName(one)}
            </button>
          ))}
        </div>
      </div>
      {promotion.state === 'publicised' && promotion.publicityEndsAt ? (
        <Publicity ends={promotion.publicityEndsAt} />
      ) : null}
      {promotion.stateReason ? (
        <div className="note">
          <span className="quiet">{t('promotions.stateReason')}</span>
          <p className="prose">{promotion.stateReason}</p>
        </div>
      ) : null}
      {action ? (
        <PromotionDialog action={action} promotion={promotion} etag={etag} onClose={() => setAction(null)} />
      ) : null}
    </header>
  )
}

function Publicity({ ends }: { ends: string }) {
  const { t } = useText()
  const over = Date.parse(ends) <= Date.now()
  return <p className="note">{t(over ? 'promotions.publicityOver' : 'promotions.publicityRuns')}</p>
}

function Facts({ promotion }: { promotion: Promotion }) {
  const { t } = useText()
  const dates = [
    ['promotions.appliedAt', promotion.appliedAt],
    ['promotions.granted', promotion.grantedAt],
    ['promotions.valid', promotion.validUntil],
  ] as const
  return (
    <div className="facts">
      {promotion.statement !== undefined ? (
        <div className="fact wide">
          <dl>
            <FieldWithSource label={t('promotions.statement')}>
              <span className="prose">{promotion.statement}</span>
            </FieldWithSource>
          </dl>
        </div>
      ) : null}
      <div className="fact wide">
        <dl>
          <FieldWithSource label={t('promotions.summary')}>
            <span className="prose">{promotion.summary}</span>
          </FieldWithSource>
        </dl>
      </div>
      {promotion.publicisedAt && promotion.publicityEndsAt ? (
        <div className="fact">
          <dl>
            <FieldWithSource label={t('promotions.publicity')}>
              <DateText value={promotion.publicisedAt} /> – <DateText value={promotion.publicityEndsAt} />
            </FieldWithSource>
          </dl>
        </div>
      ) : null}
      {dates.map(([label, value]) =>
        value ? (
          <div key={label} className="fact">
            <dl>
              <FieldWithSource label={t(label)}>
                <DateText value={value} />
              </FieldWithSource>
            </dl>
          </div>
        ) : null,
      )}
      {promotion.validMonths !== undefined && promotion.grantedAt === null ? (
        <div className="fact">
          <dl>
            <FieldWithSource label={t('promotions.validMonths')}>
              {promotion.validMonths ?? t('promotions.forGood')}
            </FieldWithSource>
          </dl>
        </div>
      ) : null}
    </div>
  )
}

const folders = { agreement: 'agreements', project: 'projects', evaluation: 'evaluations' } as const

/** Each piece with what it said on the day, and the hash that proves it. */
function EvidencePanel({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useText()
  return (
    <section className="panel">
      <h2>
        {t('promotions.evidence')} <span className="quiet figures">{evidence.length}</span>
      </h2>
      {evidence.map((each) => (
        <article key={each.id} className="entry">
          <p className="row wrap">
            <span className="tag">{t(`promotions.kind_${each.kind}`)}</span>
            <strong className="breakable">{saidTitle(each.kind, each.said)}</strong>
          </p>
          <p className="prose">{each.sentence}</p>
          <Said kind={each.kind} said={each.said} />
          <p className="quiet row wrap">
            {each.kind === 'file' ? (
              <EvidenceLink
                href={hrefOf(fileRoutes.download, { params: { id: each.subjectId } })}
                label={each.file?.name ?? String(each.said.name ?? '')}
                hash={each.file?.sha256 ?? null}
              />
            ) : each.kind === 'reading' ? null : (
              <Link to={`/${folders[each.kind]}/${each.subjectId}` as string}>{t('promotions.openNow')}</Link>
            )}
            <span>
              {t('promotions.frozenAt', { at: '' })}
              <DateText value={each.frozenAt} time />
            </span>
            <code className="hash" title={t('promotions.hash', { hash: each.hash })}>
              {each.hash.slice(0, 12)}
            </code>
          </p>
        </article>
      ))}
    </section>
  )
}
