import { App } from 'antd'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { libraryRoutes } from '../../../../contracts/lists.ts'
import { type Promotion, type PromotionAction, promotionRoutes } from '../../../../contracts/promotions.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { isProblem } from '../../../ui/client/problem.ts'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'
import { Decision } from './decisions.tsx'

const settling = ['consent', 'decline_consent', 'withdraw_decision']
const grave: readonly PromotionAction[] = ['refuse', 'revoke']
const withReason: readonly PromotionAction[] = ['return', 'publicise', 'grant', 'uphold_objection', 'refuse', 'revoke']

export function usePromotionActionName(): (action: string) => string {
  const { t } = useText()
  const name = useActionName()
  return (action) => (settling.includes(action) ? t(`scenario.${action}` as MessageKey) : name('promotion', action))
}

/** Asks what an action wants to know, shows the decision it settles, and carries it out. */
export function PromotionDialog(props: {
  action: PromotionAction
  promotion: Promotion
  etag: string | null
  onDone?: (promotion: Promotion) => void
  onClose: () => void
}) {
  const { t } = useText()
  const { message } = App.useApp()
  const actionName = usePromotionActionName()
  const { action, promotion } = props
  const act = useAct(promotionRoutes.act, { touches: [todoRoutes.list, scenarioRoutes.list, libraryRoutes.list] })
  const open = promotion.decisions?.find((one) => one.state === 'proposed')
  const settles = settling.includes(action)
  const reason =
    action === 'decline_consent' || withReason.includes(action) ? 'must' : action === 'consent' ? 'may' : undefined

  function bodyOf(words: string): Record<string, unknown> {
    if (!settles) return reason ? { reason: words } : {}
    return { decisionId: open?.id, ...(action !== 'withdraw_decision' && words ? { note: words } : {}) }
  }

  return (
    <ConfirmDialog
      verb={actionName(action)}
      subject={[promotion.code, promotion.scenario.title].filter(Boolean).join(' ')}
      note={t(`promotions.note_${action}`)}
      reason={reason}
      maxLength={2000}
      danger={grave.includes(action)}
      busy={act.isPending}
      error={act.error}
      onConfirm={(words) =>
        act.mutate(
          { params: { id: promotion.id, action }, body: bodyOf(words), etag: props.etag },
          {
            onSuccess: ({ data }) => {
              message.success(t('scenario.done', { action: actionName(action) }))
              props.onDone?.(data)
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    >
      {settles && open ? <Decision decision={open} /> : null}
      {isProblem(act.error) && act.error.code === 'stale' ? <p className="quiet">{t('scenario.staleText')}</p> : null}
    </ConfirmDialog>
  )
}
