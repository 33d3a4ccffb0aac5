import { App } from 'antd'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { reviewRoutes } from '../../../../contracts/reviews.ts'
import { type Round, type RoundAction, roundRoutes } from '../../../../contracts/rounds.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { isProblem } from '../../../ui/client/problem.ts'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useRecordWords } from '../../shell/record-words.ts'

/** Takes a round on: what follows from it is said before, what is missing after. */
export function RoundDialog(props: { action: RoundAction; round: Round; etag: string | null; onClose: () => void }) {
  const { t, name } = useText()
  const { message } = App.useApp()
  const words = useRecordWords()
  const { action, round } = props
  const verb = name(actionLabel('round', action))
  const act = useAct(roundRoutes.act, { touches: [todoRoutes.list, scenarioRoutes.list, reviewRoutes.list] })
  const problem = isProblem(act.error) ? act.error.problem : null
  const fields = problem?.code === 'incomplete' ? (problem.errors ?? []).map((each) => words.field(each.path)) : []
  const items = Array.isArray(problem?.params?.items) ? (problem.params.items as string[]) : []
  const wanting = [...fields, ...items]
  return (
    <ConfirmDialog
      verb={verb}
      subject={`${round.code} ${round.title}`}
      note={t(`reviews.${action}Note` as MessageKey)}
      reason={action === 'cancel' ? 'must' : undefined}
      danger={action === 'cancel'}
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) =>
        act.mutate(
          { params: { id: round.id, action }, body: action === 'cancel' ? { reason } : {}, etag: props.etag },
          {
            onSuccess: () => {
              message.success(t('reviews.done', { action: verb }))
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    >
      {wanting.length > 0 ? (
        <p className="note note-wait">{t('reviews.wanting', { items: wanting.join('、') })}</p>
      ) : null}
    </ConfirmDialog>
  )
}
