import { App } from 'antd'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type ReviewAction, reviewRoutes } from '../../../../contracts/reviews.ts'
import { roundRoutes } from '../../../../contracts/rounds.ts'
import { machine, type Transition } from '../../../../engines/lifecycle/index.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'

const final: readonly ReviewAction[] = ['refuse', 'declare_conflict', 'recuse', 'return']

/** Carries out one action on a review, with the reason the lifecycle asks for. */
export function ReviewDialog(props: {
  action: ReviewAction
  review: { id: string; state: string; scenario: { title: string }; total?: number | null }
  etag: string | null
  onClose: () => void
}) {
  const { t } = useText()
  const { message } = App.useApp()
  const { action, review } = props
  const verb = useActionName()('review', action)
  const act = useAct(reviewRoutes.act, { touches: [todoRoutes.list, roundRoutes.list] })
  const rows: readonly Transition[] = machine('review').transitions
  const asks = rows.some((each) => each.action === action && each.reason === 'required')
  return (
    <ConfirmDialog
      verb={verb}
      subject={review.scenario.title}
      note={
        action === 'submit'
          ? t('reviews.submitNote', { total: review.total ?? '' })
          : action === 'recuse'
            ? t('reviews.recuseNote')
            : undefined
      }
      reason={asks ? 'must' : undefined}
      danger={final.includes(action)}
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) =>
        act.mutate(
          { params: { id: review.id, action }, body: asks ? { reason } : {}, etag: props.etag },
          {
            onSuccess: () => {
              message.success(t('reviews.done', { action: verb }))
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    />
  )
}
