/** What a scenario must say before it can be submitted. */
export type Content = {
  summary: string | null
  problem: string | null
  domain: string | null
  direction: string | null
  districts: readonly string[]
  opener: string | null
  opportunityCny: number | null
  budgetCny: number | null
  cooperationModes: readonly string[]
  closesAt: string | null
  contact: { mobile: string | null; email: string | null } | null
  openings: readonly unknown[]
  requirements: readonly { kind: string; text: string }[]
}

/** Paths of what is missing, in the order of the form; empty = complete. One of budget and opportunity is enough. */
export function missingOf(content: Content): string[] {
  const missing: string[] = []
  if (!content.summary) missing.push('summary')
  if (!content.problem) missing.push('problem')
  if (!content.domain) missing.push('domain')
  if (!content.direction) missing.push('direction')
  if (!content.opener) missing.push('opener')
  if (content.openings.length === 0) missing.push('openings')
  if (content.requirements.length === 0) missing.push('requirements')
  if (content.districts.length === 0) missing.push('districts')
  if (content.opportunityCny === null && content.budgetCny === null) missing.push('budgetCny')
  if (content.cooperationModes.length === 0) missing.push('cooperationModes')
  if (!content.closesAt) missing.push('closesAt')
  // Somebody whom nobody can reach is no contact.
  if (!content.contact?.mobile && !content.contact?.email) missing.push('contact')
  return missing
}
