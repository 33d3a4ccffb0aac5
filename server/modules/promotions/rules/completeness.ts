import type { Promotion } from '../../../../contracts/promotions.ts'
import { lackingOf, type Rule } from './ladder.ts'

type Missing = NonNullable<Promotion['missing']>

/** What must still be there before an application is handed in: statement, what the public reads, and evidence of every kind the rung asks for. */
export function missingOf(
  draft: { readonly statement: string | null; readonly summary: string | null; readonly kinds: readonly string[] },
  rule: Rule,
): Missing {
  const empty = (['statement', 'summary'] as const).filter((each) => !draft[each])
  return [
    ...empty.map((path) => ({ path, kinds: [] })),
    ...lackingOf(rule, draft.kinds).map((kinds) => ({ path: 'evidence', kinds })),
  ]
}
