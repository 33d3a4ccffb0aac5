import type { z } from 'zod'
import type { Search } from '../shell/search.ts'

/** What is in the address bar of a list, as the API takes it: text by parameter, lists with commas. */
export type Filters = Readonly<Record<string, string>>

/** Parameters that say how to show, not what. */
const showing = new Set(['sort', 'cursor', 'limit'])

/**
 * The parameters of the address that the contract of the collection knows and accepts; a mistyped value is dropped
 * here, where a person may have shortened the address, while the API would refuse it.
 */
export function readFilters(query: z.ZodObject, search: Search): Filters {
  const found: Record<string, string> = {}
  for (const [name, schema] of Object.entries(query.shape)) {
    const value = search[name]
    if (value !== undefined && value !== '' && (schema as z.ZodType).safeParse(value).success) found[name] = value
  }
  return found
}

/** How many conditions narrow the list. */
export function narrowing(filters: Filters): string[] {
  return Object.keys(filters).filter((name) => !showing.has(name))
}

/** Changing what is shown leads to the first page; an empty value removes the condition. */
export function withFilter(search: Search, change: Search): Search {
  const next: Record<string, string | undefined> = { ...search, ...change }
  if (!('cursor' in change)) delete next.cursor
  for (const [name, value] of Object.entries(next)) if (!value) delete next[name]
  return next
}

/** Adds or removes one value of a list condition, keeping their order. */
export function toggled(list: string | undefined, value: string): string {
  const values = list ? list.split(',') : []
  return (values.includes(value) ? values.filter((other) => other !== value) : [...values, value]).join(',')
}
