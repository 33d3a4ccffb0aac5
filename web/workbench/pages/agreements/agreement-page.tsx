import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Agreement,
  type AgreementAction,
  agreementActions,
  agreementRoutes,
} from '../../../../contracts/agreements.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { Due, State, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { AgreementProjects } from '../projects/blocks.tsx'
import { AgreementDialog, byOrder, isDanger, isWayOn, useAgreementActionName } from './action-dialog.tsx'
import { Addenda } from './addenda.tsx'
import { AgreementFiles, Facts, Parties, Procurement } from './facts.tsx'

export function AgreementPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(agreementRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown agreement={query.data} etag={query.etag} />
}

function Shown({ agreement, etag }: { agreement: Agreement; etag: string | null }) {
  // Terms are given to those inside: the parties and whoever runs or audits.
  const inside = agreement.terms !== undefined
  return (
    <article className="stack wide-gap">
      <Head agreement={agreement} etag={etag} />
      <div className="two">
        <div className="stack wide-gap">
          <Facts agreement={agreement} />
          <AgreementFiles agreement={agreement} />
          <AgreementProjects agreement={agreement} />
        </div>
        <div className="stack wide-gap">
          <Parties agreement={agreement} />
          <Procurement agreement={agreement} />
          <Addenda agreement={agreement} />
        </div>
      </div>
      {inside ? <ThingHistory route={agreementRoutes.history} machine="agreement" id={agreement.id} /> : null}
    </article>
  )
}

/** Where it is, who has to do what until when, and what this person may do now. */
function Head({ agreement, etag }: { agreement: Agreement; etag: string | null }) {
  const { t } = useText()
  const holder = useHolderName()
  const actionName = useAgreementActionName()
  const [action, setAction] = useState<AgreementAction | null>(null)
  const known = agreementActions.filter((one) => agreement.actions.includes(one))
  const ordered = [...known].sort(byOrder)
  // While it is drafted the way on leads through the form.
  const first = agreement.editable ? null : ordered.find(isWayOn)
  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{agreement.title}</h1>
        <p className="row wrap">
          {agreement.code ? <span className="figures">{agreement.code}</span> : null}
          <span>{t(`agreements.${agreement.kind}`)}</span>
          <State machine="agreement" state={agreement.state} />
          <Link to="/scenarios/$id" params={{ id: agreement.scenario.id }}>
            {agreement.scenario.title}
          </Link>
          {agreement.synthetic ? <SyntheticMark /> : null}
        </p>
      </div>
      <div className="next">
        <p className="row wrap">
          <span className="quiet">{t('scenario.next')}</span>
          <strong>
            {agreement.holder
              ? t('scenario.heldBy', { holder: holder(agreement.holder) })
              : t('scenario.nothingAwaited')}
          </strong>
          <Due at={agreement.dueAt} />
        </p>
        <div className="row wrap">
          {agreement.editable ? (
            <Link to="/agreements/$id/edit" params={{ id: agreement.id }} className="button primary">
              {t('agreements.edit')}
            </Link>
          ) : null}
          {ordered.map((one) => (
            <button
              key={one}
              type="button"
              className={isDanger(one) ? 'button danger' : one === first ? 'button primary' : 'button'}
              onClick={() => setAction(one)}
            >
              {actionName(one)}
            </button>
          ))}
        </div>
      </div>
      {agreement.stateReason ? (
        <div className="note">
          <span className="quiet">{t('scenario.reason')}</span>
          <p className="prose">{agreement.stateReason}</p>
        </div>
      ) : null}
      {action ? (
        <AgreementDialog action={action} agreement={agreement} etag={etag} onClose={() => setAction(null)} />
      ) : null}
    </header>
  )
}
