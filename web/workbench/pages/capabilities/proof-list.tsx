import { App } from 'antd'
import { useState } from 'react'
import { type Capability, capabilityRoutes, type proofActions } from '../../../../contracts/capabilities.ts'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'

type Proof = Capability['proofs'][number]
type Answer = { readonly proof: Proof; readonly action: (typeof proofActions)[number] }

/** What proves it, and which deliveries the other side stands for; whoever is named answers here. */
export function ProofList({ capability, etag }: { capability: Capability; etag: string | null }) {
  const { t } = useText()
  const { message } = App.useApp()
  const labels = useLabels()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const act = useAct(capabilityRoutes.answerProof, { touches: [todoRoutes.list] })
  const verb = ({ proof, action }: Answer) =>
    t(
      action === 'confirm'
        ? 'capabilities.confirmProof'
        : proof.confirmedAt
          ? 'capabilities.withdrawProof'
          : 'capabilities.declineProof',
    )
  const close = () => {
    act.reset()
    setAnswer(null)
  }

  function carryOut(reason: string) {
    if (!answer) return
    const params = { id: capability.id, proofId: answer.proof.id, action: answer.action }
    act.mutate(
      { params, body: reason ? { reason } : {}, etag },
      {
        onSuccess: () => {
          message.success(t('capabilities.proofAnswered'))
          setAnswer(null)
        },
      },
    )
  }

  return (
    <section className="panel">
      <h2>{t('capabilities.proofs')}</h2>
      {capability.proofs.length === 0 ? <p className="quiet">{t('capabilities.noProofs')}</p> : null}
      <ul>
        {capability.proofs.map((proof) => (
          <li key={proof.id} className="entry">
            <span className="tag">{labels.of('proofKinds', proof.kind)}</span> {proof.text}{' '}
            <span className="quiet figures">{proof.at}</span>
            <Standing proof={proof} />
            {proof.actions.length > 0 ? (
              <p className="row wrap">
                {proof.actions.map((action) => (
                  <button
                    key={action}
                    type="button"
                    className={action === 'confirm' ? 'button primary' : 'button'}
                    onClick={() => setAnswer({ proof, action })}
                  >
                    {verb({ proof, action })}
                  </button>
                ))}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {answer ? (
        <ConfirmDialog
          verb={verb(answer)}
          subject={answer.proof.text}
          note={t(`capabilities.${answer.action}ProofNote`)}
          reason={answer.action === 'decline' ? 'may' : undefined}
          danger={answer.action === 'decline'}
          busy={act.isPending}
          error={act.error}
          onConfirm={carryOut}
          onClose={close}
        />
      ) : null}
    </section>
  )
}

function Standing({ proof }: { proof: Proof }) {
  const { t } = useText()
  const name = proof.counterpart?.name
  if (proof.confirmedAt)
    return (
      <p className="tone-pine">
        ✓ {name ? t('capabilities.proofConfirmed', { name }) : t('capabilities.proofConfirmedUnnamed')}
      </p>
    )
  if (!name) return null
  return (
    <p className="quiet">
      {t(proof.declinedAt ? 'capabilities.proofDeclined' : 'capabilities.proofWaiting', { name })}
    </p>
  )
}
