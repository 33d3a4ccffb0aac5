import { Link } from '@tanstack/react-router'
import type { Evaluation, EvaluationResult, IndicatorNode } from '../../../../contracts/evaluations.ts'
import { type Column, DataTable } from '../../../ui/antd/data-table.tsx'
import { DateText } from '../../../ui/parts/date.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { State } from '../../shell/lifecycle.tsx'
import { percent, points, rawText, signed } from './words.ts'

type LeafResult = EvaluationResult['leaves'][number]
type Row = { readonly node: IndicatorNode; readonly leaf: LeafResult; readonly before: number | null }

/** The pages of what a value may rest on; milestones and indicators are found with their projects. */
const pages: Partial<Record<LeafResult['evidence'][number]['type'], string>> = {
  project: '/projects',
  agreement: '/agreements',
  intent: '/intents',
  capability: '/capabilities',
  scenario: '/scenarios',
  reading: '/readings',
}

/** Every leaf of the tree with its value, weight and points; the rows it rests on stand below it, open to whoever may see them. */
export function LeafTable({ evaluation, result }: { evaluation: Evaluation; result: EvaluationResult }) {
  const { t, name } = useText()
  const leaves = new Map(result.leaves.map((leaf) => [leaf.key, leaf]))
  const rows = evaluation.tree.nodes.flatMap((node): Row[] => {
    const leaf = leaves.get(node.key)
    return leaf ? [{ node, leaf, before: result.previous?.contributions[node.key] ?? null }] : []
  })
  const columns: Column<Row>[] = [
    {
      key: 'indicator',
      label: t('evaluations.indicator'),
      always: true,
      phone: 'title',
      width: '16rem',
      render: ({ node }) => (
        <>
          {name(node)}
          {node.what ? <span className="quiet block-link">{name(node.what)}</span> : null}
        </>
      ),
    },
    {
      key: 'raw',
      label: t('evaluations.raw'),
      number: true,
      phone: 'meta',
      render: ({ node, leaf }) =>
        node.leaf === null ? (
          ''
        ) : leaf.raw === null ? (
          <span className="quiet">{t('evaluations.missingValue')}</span>
        ) : (
          rawText(t, leaf.raw, node.leaf?.unit ?? '')
        ),
    },
    {
      key: 'normalised',
      label: t('evaluations.normalised'),
      number: true,
      phone: 'hide',
      render: ({ node, leaf }) =>
        node.leaf === null ? (
          ''
        ) : leaf.normalised === null ? (
          <span className="quiet">{t('evaluations.left')}</span>
        ) : (
          percent(leaf.normalised)
        ),
    },
    {
      key: 'weight',
      label: t('evaluations.share'),
      number: true,
      phone: 'hide',
      render: ({ leaf }) => percent(leaf.weight),
    },
    {
      key: 'points',
      label: t('evaluations.points'),
      number: true,
      phone: 'meta',
      render: ({ leaf }) => (
        <span className="nowrap">
          {t('evaluations.pointsOf', { points: points(leaf.contribution), most: points(leaf.weight * 100) })}
        </span>
      ),
    },
    ...(result.previous
      ? [
          {
            key: 'change',
            label: t('evaluations.change'),
            number: true,
            phone: 'meta' as const,
            render: ({ leaf, before }: Row) => signed(leaf.contribution, before),
          },
        ]
      : []),
    {
      key: 'evidence',
      label: t('evaluations.evidence'),
      phone: 'bare',
      width: '18rem',
      render: ({ leaf }) => <Evidence leaf={leaf} />,
    },
  ]
  return <DataTable caption={t('evaluations.parts')} columns={columns} rows={rows} rowKey={(row) => row.node.key} />
}

function Evidence({ leaf }: { leaf: LeafResult }) {
  const { t } = useText()
  if (leaf.evidence.length === 0 && leaf.withheld === 0)
    return <span className="quiet">{t('evaluations.noEvidence')}</span>
  return (
    <details>
      <summary>{t('evaluations.evidenceCount', { count: leaf.evidence.length + leaf.withheld })}</summary>
      <ul>
        {leaf.evidence.map((each) => {
          const folder = pages[each.type]
          const page: string | null = folder ? `${folder}/${each.id}` : null
          return (
            <li key={each.id} className="line">
              <span className="quiet">{t(`evaluations.evidence_${each.type}`)}</span>
              {page ? <Link to={page}>{each.text || each.id.slice(-8)}</Link> : <span>{each.text}</span>}
              <Value row={each} />
              {each.at ? <DateText value={each.at} /> : null}
            </li>
          )
        })}
      </ul>
      {leaf.withheld > 0 ? <p className="quiet">{t('evaluations.withheld', { count: leaf.withheld })}</p> : null}
    </details>
  )
}

/** What counted of the row, as it was at the run: a state, an amount, or a value in its own unit. */
function Value({ row }: { row: LeafResult['evidence'][number] }) {
  const { t } = useText()
  if (row.value === null) return null
  if (row.type === 'project' || row.type === 'intent') return <State machine={row.type} state={row.value} />
  if (row.type === 'agreement' || row.type === 'scenario') return <Money cny={Number(row.value)} />
  if (row.type === 'milestone') return <span>{t(milestoneWords[row.value] ?? 'evaluations.milestone_late')}</span>
  return <span className="figures">{row.value}</span>
}
const milestoneWords: Readonly<Record<string, MessageKey>> = {
  on_time: 'evaluations.milestone_on_time',
  late: 'evaluations.milestone_late',
  overdue: 'evaluations.milestone_overdue',
}
