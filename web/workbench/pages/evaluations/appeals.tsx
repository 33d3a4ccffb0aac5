import { App } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Appeal, type Evaluation, evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

const tones = { filed: 'sand', upheld: 'pine', dismissed: 'plain' } as const
type Answer = 'uphold' | 'dismiss'

/** Appeals as far as the viewer sees them, with their answers; an operator answers here. */
export function Appeals({ evaluation }: { evaluation: Evaluation }) {
  const { t, name } = useText()
  const page = useCall(evaluationRoutes.appeals, { params: { id: evaluation.id }, query: { limit: 100 } })
  const [answering, setAnswering] = useState<{ appeal: Appeal; action: Answer } | null>(null)
  const leaf = (key: string | null) => {
    const node = evaluation.tree.nodes.find((each) => each.key === key)
    return node ? name(node) : t('evaluations.wholeResult')
  }
  return (
    <section className="panel">
      <h2>
        {t('evaluations.appeals')} <span className="quiet figures">{page.data?.total}</span>
      </h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data?.items.length === 0 ? <p className="quiet">{t('evaluations.appealsEmpty')}</p> : null}
      <ul>
        {page.data?.items.map((appeal) => (
          <li key={appeal.id} className="entry stack tight">
            <p className="row wrap">
              <strong>{appeal.scenario.title}</strong>
              <StateTag tone={tones[appeal.state]}>{t(`evaluations.${appeal.state}`)}</StateTag>
              <span className="quiet">{appeal.organisation.name}</span>
              <span className="quiet">{leaf(appeal.leaf)}</span>
              <span className="quiet">{t('evaluations.inRun', { number: appeal.run })}</span>
              <DateText value={appeal.filedAt} time />
            </p>
            <dl>
              <dt className="quiet">{t('evaluations.grounds')}</dt>
              <dd className="prose">{appeal.grounds}</dd>
              <dt className="quiet">{t('evaluations.remedy')}</dt>
              <dd className="prose">{appeal.remedy}</dd>
              {appeal.answer ? (
                <>
                  <dt className="quiet">
                    {t('evaluations.answeredBy', { name: appeal.answeredBy?.name ?? '' })}{' '}
                    {appeal.answeredAt ? <DateText value={appeal.answeredAt} time /> : null}
                  </dt>
                  <dd className="prose">{appeal.answer}</dd>
                </>
              ) : null}
            </dl>
            {appeal.file ? (
              <EvidenceLink
                href={hrefOf(fileRoutes.download, { params: { id: appeal.file.id } })}
                label={appeal.file.name}
                hash={appeal.file.sha256}
              />
            ) : null}
            {appeal.actions.length > 0 ? (
              <p className="row wrap">
                {(['uphold', 'dismiss'] as const).map((action) => (
                  <button
                    key={action}
                    type="button"
                    className="button"
                    aria-label={`${t(`evaluations.${action}`)} ${appeal.scenario.title}`}
                    onClick={() => setAnswering({ appeal, action })}
                  >
                    {t(`evaluations.${action}`)}
                  </button>
                ))}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {answering ? (
        <AnswerDialog evaluationId={evaluation.id} {...answering} onClose={() => setAnswering(null)} />
      ) : null}
    </section>
  )
}

function AnswerDialog(props: { evaluationId: string; appeal: Appeal; action: Answer; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const answer = useAct(evaluationRoutes.answerAppeal, { touches: [todoRoutes.list] })
  const { appeal, action } = props
  const verb = t(`evaluations.${action}`)
  return (
    <ConfirmDialog
      verb={verb}
      subject={appeal.scenario.title}
      note={t(`evaluations.${action}Note`)}
      reason="must"
      maxLength={2000}
      busy={answer.isPending}
      error={answer.error}
      onConfirm={(reason) =>
        answer.mutate(
          { params: { id: props.evaluationId, appealId: appeal.id, action }, body: { reason } },
          {
            onSuccess: () => {
              message.success(t('evaluations.done', { action: verb }))
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    />
  )
}
