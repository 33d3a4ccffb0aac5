import type { PageContext } from './page.ts'

/** What a list page reads from its address. */
export type FilterNames = { readonly lists: readonly string[]; readonly single: readonly string[] }

export type Filters = {
  /** Chosen values by name; names without any are absent. */
  readonly chosen: ReadonlyMap<string, readonly string[]>
  /** As the API takes it: lists joined by commas, only what is set. */
  readonly asQuery: Record<string, string>
  /** The address with another set of conditions, always from the first page. */
  readonly without: (name: string, value: string) => string
}

/**
 * Reads the conditions of a list page. A form without script repeats names and sends empty fields; the tidy address
 * lists values with commas and drops what is empty and what is not ours (messengers add parameters to shared links):
 * `redirect` is that address when it differs from the one asked for. Unknown values are left for the API to refuse.
 */
export function readFilters(context: PageContext, names: FilterNames): { redirect: string } | Filters {
  const { query, path, href } = context
  const chosen = new Map<string, readonly string[]>()
  for (const name of names.lists) {
    const values = [...new Set(query.getAll(name).flatMap((value) => value.split(',')))].filter((value) => value !== '')
    if (values.length > 0) chosen.set(name, values)
  }
  for (const name of names.single) {
    const value = query.get(name)?.trim()
    if (value) chosen.set(name, [value])
  }
  const tidy = addressOf(chosen)
  const asked = new Map(
    [...query].map(([name, value]) => [name, names.lists.includes(name) ? value.split(',') : [value]]),
  )
  if (tidy !== addressOf(asked) || query.size !== chosen.size) {
    return { redirect: href(`${path}${tidy}`) }
  }
  return {
    chosen,
    asQuery: Object.fromEntries([...chosen].map(([name, values]) => [name, values.join(',')])),
    without: (name, value) => {
      const rest = new Map(chosen)
      rest.delete('cursor')
      const left = (rest.get(name) ?? []).filter((one) => one !== value)
      if (left.length > 0) rest.set(name, left)
      else rest.delete(name)
      return href(`${path}${addressOf(rest)}`)
    },
  }
}

/** The query of an address, in order of name, commas left readable. */
export function addressOf(chosen: ReadonlyMap<string, readonly string[]>): string {
  const parts = [...chosen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(',')}`)
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}
