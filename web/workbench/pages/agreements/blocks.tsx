import { Link, useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { type AgreementKind, type AgreementSummary, agreementRoutes } from '../../../../contracts/agreements.ts'
import type { Intent } from '../../../../contracts/intents.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { Money } from '../../../ui/parts/money.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { Due, State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

function AgreementLine({ agreement }: { agreement: AgreementSummary }) {
  const { t } = useText()
  return (
    <li className="line">
      <Link to="/agreements/$id" params={{ id: agreement.id }} data-row-link>
        {agreement.title}
      </Link>
      <span className="quiet">{t(`agreements.${agreement.kind}`)}</span>
      <State machine="agreement" state={agreement.state} />
      {agreement.amountCny === null ? null : <Money cny={agreement.amountCny} />}
      <Due at={agreement.dueAt} />
    </li>
  )
}

/** On the scenario's page: its agreements by opening; one on several openings stands under each. */
export function ScenarioAgreements(props: { id: string; openings: readonly { id: string; text: string }[] }) {
  const { t } = useText()
  const page = useCall(agreementRoutes.list, { query: { scenario: props.id, limit: 100 } })
  const items = page.data?.items ?? []
  const groups = props.openings
    .map((opening) => ({
      opening,
      items: items.filter((each) => each.openings.some((one) => one.id === opening.id)),
    }))
    .filter((group) => group.items.length > 0)
  return (
    <section className="panel">
      <h2>
        {t('agreements.title')} <span className="quiet figures">{page.data?.total}</span>
      </h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data && items.length === 0 ? <p className="quiet">{t('agreements.noneHere')}</p> : null}
      {groups.map(({ opening, items: own }) => (
        <div key={opening.id} className="opening">
          <h3 className="quiet">{opening.text}</h3>
          <ul>
            {own.map((each) => (
              <AgreementLine key={each.id} agreement={each} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** On the intent's page: its agreements, and where a letter or a contract begins. */
export function IntentAgreements({ intent }: { intent: Intent }) {
  const { t } = useText()
  const { message } = App.useApp()
  const me = useMe()
  const navigate = useNavigate()
  const page = useCall(agreementRoutes.list, { query: { intent: intent.id, limit: 50 } })
  const begin = useAct(agreementRoutes.create)
  const items = page.data?.items ?? []
  const party = me.memberships.some(({ organisation }) =>
    [intent.owner.id, intent.organisation.id].includes(organisation.id),
  )
  const kinds: AgreementKind[] = [
    ...(['talking', 'letter_signed'].includes(intent.state) ? (['letter'] as const) : []),
    ...(['talking', 'letter_signed', 'contracted'].includes(intent.state) ? (['contract'] as const) : []),
  ]
  // A contract that comes after a letter carries it out.
  const letter = items.find(
    (each) => each.kind === 'letter' && ['signed', 'in_force', 'fulfilled'].includes(each.state),
  )

  function start(kind: AgreementKind) {
    const followsId = kind === 'contract' ? letter?.id : undefined
    begin.mutate(
      { body: { kind, intentId: intent.id, ...(followsId && { followsId }) } },
      {
        onSuccess: ({ data }) => {
          message.success(t('agreements.begun', { kind: t(`agreements.${kind}`) }))
          void navigate({ to: '/agreements/$id/edit', params: { id: data.id } })
        },
      },
    )
  }

  return (
    <section className="panel">
      <h2>{t('agreements.title')}</h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data && items.length === 0 ? <p className="quiet">{t('agreements.noneHere')}</p> : null}
      <ul>
        {items.map((each) => (
          <AgreementLine key={each.id} agreement={each} />
        ))}
      </ul>
      {party && kinds.length > 0 ? (
        <>
          <div className="row wrap">
            {kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                className="button"
                disabled={begin.isPending}
                onClick={() => start(kind)}
              >
                {t(kind === 'letter' ? 'agreements.startLetter' : 'agreements.startContract')}
              </button>
            ))}
          </div>
          <p className="quiet">
            {t('agreements.startNote')} {t('agreements.letterNote')}
          </p>
          <ProblemNote error={begin.error} />
        </>
      ) : null}
    </section>
  )
}
