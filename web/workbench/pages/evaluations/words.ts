import type { EvaluationResult, IndicatorNode } from '../../../../contracts/evaluations.ts'
import { significant } from '../../../ui/format.ts'
import type { ExplanationPart } from '../../../ui/parts/explanation-bar.tsx'
import type { Bilingual, Text } from '../../i18n/text.tsx'

/** A fact in its unit: ratios as percentages. */
export function rawText(t: Text['t'], value: number, unit: string): string {
  if (unit === 'ratio') return t('evaluations.unit_ratio', { value: significant(value * 100) })
  if (unit === 'day') return t('evaluations.unit_day', { value: significant(value) })
  return t('evaluations.unit_count', { value: significant(value) })
}

/** Points with both decimals, so that columns line up. */
export function points(value: number): string {
  return value.toFixed(2)
}

export function percent(share: number): string {
  return `${significant(share * 100, 3)}%`
}

/** How a leaf is scored, in words. */
export function ruleText(t: Text['t'], { leaf }: IndicatorNode): string {
  if (!leaf) return ''
  const { normalise: how, unit, direction } = leaf
  const raw = (value: number) => rawText(t, value, unit)
  if (how.kind === 'linear') return t('evaluations.rule_linear', { worst: raw(how.worst), best: raw(how.best) })
  if (how.kind === 'ratio')
    return t(direction === 'up' ? 'evaluations.rule_ratio_up' : 'evaluations.rule_ratio_down', {
      target: raw(how.target),
    })
  return how.bands
    .map((band) => t('evaluations.rule_band', { from: raw(band.from), value: percent(band.value) }))
    .join('；')
}

/** The branches and leaves at the top of the tree, each with the points that the leaves below it gave. */
export function partsOf(
  nodes: readonly IndicatorNode[],
  leaves: readonly Pick<EvaluationResult['leaves'][number], 'key' | 'contribution'>[],
  name: (thing: Bilingual) => string,
): ExplanationPart[] {
  const parents = new Map(nodes.map((node) => [node.key, node.parent]))
  const topOf = (key: string): string => {
    const parent = parents.get(key)
    return parent ? topOf(parent) : key
  }
  return nodes
    .filter((node) => node.parent === null)
    .map((node) => ({
      key: node.key,
      label: name(node),
      // Hundredths are whole numbers, their sums exact.
      value:
        leaves.reduce(
          (sum, leaf) => sum + (topOf(leaf.key) === node.key ? Math.round(leaf.contribution * 100) : 0),
          0,
        ) / 100,
    }))
}

/** A difference with its sign; nothing where there is none to tell. */
export function signed(now: number | null, before: number | null): string {
  if (now === null || before === null) return ''
  const by = Math.round((now - before) * 100) / 100
  return by === 0 ? '±0' : by > 0 ? `+${points(by)}` : `−${points(-by)}`
}
