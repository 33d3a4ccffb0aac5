import { Link } from '@tanstack/react-router'
import { type Evaluation, type EvaluationResult, evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { ExplanationBar } from '../../../ui/parts/explanation-bar.tsx'
import { type Text, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { partsOf, points, signed } from './words.ts'

/** Rank, grade and score of each scenario, the score as the stack of its parts; another run can be looked at. */
export function Results({ evaluation }: { evaluation: Evaluation }) {
  const { t, name } = useText()
  const list = useList(evaluationRoutes.results.query)
  const params = { id: evaluation.id }
  const page = useCall(evaluationRoutes.results, { params, query: list.filters as never }, { keep: true })
  const { cursor: _, limit: __, ...exported } = list.filters
  const run = Number(list.filters.run ?? evaluation.run)
  const grades = evaluation.grades.map((each) => ({ value: each.key, label: name(each) }))
  return (
    <section className="panel">
      <h2>{t('evaluations.resultsOf', { number: run })}</h2>
      <ListRoom
        name="evaluation-results"
        caption={t('evaluations.results')}
        list={list}
        page={page}
        columns={columnsOf(evaluation, t, name)}
        rowKey={(row) => row.id}
        sort="rank"
        quiet={['run', 'scenario']}
        filters={[{ name: 'grade', label: t('evaluations.grade'), options: grades }]}
        tools={
          evaluation.runs.length > 1 ? (
            <Choice
              id="evaluation-run"
              aria-label={t('evaluations.runs')}
              value={String(run)}
              options={evaluation.runs.map((each) => ({
                value: String(each.number),
                label: t('evaluations.run', { number: each.number }),
              }))}
              onChange={(next) => list.set({ run: Number(next) === evaluation.run ? '' : next })}
            />
          ) : null
        }
        exports={[
          {
            label: t('evaluations.excelResults'),
            href: hrefOf(evaluationRoutes.resultsXlsx, { params, query: exported as never }),
          },
        ]}
        empty={<EmptyState title={t('evaluations.blockEmpty')} />}
      />
    </section>
  )
}

function columnsOf(evaluation: Evaluation, t: Text['t'], name: Text['name']): Column<EvaluationResult>[] {
  const grades = new Map(evaluation.grades.map((each) => [each.key, name(each)]))
  return [
    {
      key: 'rank',
      label: t('evaluations.rank'),
      number: true,
      width: '4rem',
      phone: 'meta',
      sort: { up: 'rank' },
      render: (row) => row.rank ?? '',
    },
    {
      key: 'scenario',
      label: t('evaluations.scenario'),
      always: true,
      phone: 'title',
      width: '14rem',
      sort: { up: 'title' },
      render: (row) => (
        <Link
          to="/evaluations/$id/results/$scenario"
          params={{ id: evaluation.id, scenario: row.scenario.id }}
          search={row.run === evaluation.run ? {} : { run: String(row.run) }}
          data-row-link
        >
          {row.scenario.title}
        </Link>
      ),
    },
    { key: 'owner', label: t('evaluations.owner'), phone: 'hide', width: '10rem', render: (row) => row.owner.name },
    {
      key: 'grade',
      label: t('evaluations.grade'),
      phone: 'bare',
      width: '6rem',
      render: (row) => (row.grade ? (grades.get(row.grade) ?? row.grade) : t('evaluations.noScore')),
    },
    {
      key: 'score',
      label: t('evaluations.score'),
      number: true,
      width: '5rem',
      phone: 'meta',
      render: (row) => (row.score === null ? '' : <strong>{points(row.score)}</strong>),
    },
    {
      key: 'change',
      label: t('evaluations.change'),
      number: true,
      width: '5rem',
      phone: 'hide',
      render: (row) => signed(row.score, row.previous?.score ?? null),
    },
    {
      key: 'parts',
      label: t('evaluations.parts'),
      phone: 'bare',
      width: '20rem',
      render: (row) =>
        row.leaves.length === 0 ? (
          ''
        ) : (
          <ExplanationBar parts={partsOf(evaluation.tree.nodes, row.leaves, name)} outOf={100} />
        ),
    },
  ]
}
