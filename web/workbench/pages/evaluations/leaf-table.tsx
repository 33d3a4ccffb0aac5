import { Link } from '@tanstack/react-router'
import type { Evaluation, EvaluationResult, IndicatorNode } from '../../../../contracts/evaluations.ts'
import { type Column, DataTable } from '../../../ui/antd/data-table.tsx'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'
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
        leaf.raw === null ? (
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
      render: ({ leaf }) =>
        leaf.normalised === null ? <span className="quiet">{t('evaluations.left')}</span> : percent(leaf.normalised),
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
      render: ({ leaf }) =>
        t('evaluations.pointsOf', { points: points(leaf.contribution), most: points(leaf.weight * 100) }),
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
              {each.value ? <span className="figures">{each.value}</span> : null}
              {each.at ? <DateText value={each.at} /> : null}
            </li>
          )
        })}
      </ul>
      {leaf.withheld > 0 ? <p className="quiet">{t('evaluations.withheld', { count: leaf.withheld })}</p> : null}
    </details>
  )
}
