/**
 * Where the rows of a figure are looked at: the list page of the collection with the same filter. Null for collections without a page of their own.
 */
export function pageOfRows(rows: string | null): string | null {
  const [, path, query] = /^\/api\/v1\/([a-z]+)\?(.*)$/.exec(rows ?? '') ?? []
  if (!path) return null
  // To-dos are the first page.
  return path === 'todos' ? `/app/?${query}` : `/app/${path}?${query}`
}
