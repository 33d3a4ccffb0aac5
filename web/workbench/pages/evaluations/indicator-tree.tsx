import type { IndicatorNode } from '../../../../contracts/evaluations.ts'
import { type Column, DataTable } from '../../../ui/antd/data-table.tsx'
import { useText } from '../../i18n/text.tsx'
import { percent, ruleText } from './words.ts'

/** The tree as a table in its order; branches in bold above their leaves. */
export function IndicatorTree({ nodes }: { nodes: readonly IndicatorNode[] }) {
  const { t, name } = useText()
  const parents = new Map(nodes.map((node) => [node.key, node.parent]))
  const depth = (key: string): number => {
    const parent = parents.get(key)
    return parent ? depth(parent) + 1 : 0
  }
  const columns: Column<IndicatorNode>[] = [
    {
      key: 'indicator',
      label: t('evaluations.indicator'),
      always: true,
      phone: 'title',
      width: '12rem',
      render: (node) => (
        <span style={{ paddingInlineStart: `${depth(node.key)}rem` }}>
          {node.leaf ? name(node) : <strong>{name(node)}</strong>}
        </span>
      ),
    },
    {
      key: 'weight',
      label: t('evaluations.weight'),
      number: true,
      phone: 'meta',
      width: '6rem',
      render: (node) => percent(node.weight),
    },
    {
      key: 'share',
      label: t('evaluations.share'),
      number: true,
      phone: 'meta',
      width: '6rem',
      render: (node) => percent(node.share),
    },
    {
      key: 'what',
      label: t('evaluations.what'),
      phone: 'bare',
      width: '18rem',
      render: (node) => (node.what ? name(node.what) : ''),
    },
    {
      key: 'rule',
      label: t('evaluations.rule'),
      phone: 'bare',
      width: '16rem',
      render: (node) =>
        node.leaf ? (
          <>
            {ruleText(t, node)}{' '}
            <span className="quiet nowrap">{t(`evaluations.direction_${node.leaf.direction}`)}</span>
          </>
        ) : (
          ''
        ),
    },
    {
      key: 'missing',
      label: t('evaluations.missing'),
      phone: 'meta',
      width: '9rem',
      render: (node) => (node.leaf ? t(`evaluations.missing_${node.leaf.missing}`) : ''),
    },
  ]
  return <DataTable caption={t('evaluations.systems')} columns={columns} rows={nodes} rowKey={(node) => node.key} />
}
