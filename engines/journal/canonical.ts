/** A value that JSON can carry exactly. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const maxDepth = 200

/**
 * The one text of a JSON value: RFC 8785 (JSON Canonicalization Scheme). No white space, members sorted by the UTF-16
 * units of their names, numbers and strings as ECMAScript writes them. Throws TypeError, naming the place, for what
 * has no such text: NaN and infinities, undefined, bigint, functions, objects that are not plain, lone surrogates,
 * more than 200 levels (which is also how a circle ends).
 */
export function canonical(value: unknown): string {
  return write(value, '', 0)
}

function write(value: unknown, place: string, depth: number): string {
  if (depth > maxDepth) throw refusal(place, `more than ${maxDepth} levels`)
  switch (typeof value) {
    case 'boolean':
      return String(value)
    case 'string':
      return text(value, place)
    case 'number':
      if (!Number.isFinite(value)) throw refusal(place, String(value))
      return JSON.stringify(value)
    case 'object':
      if (value === null) return 'null'
      // Array.from also visits holes, which `map` would skip.
      if (Array.isArray(value)) {
        return `[${Array.from(value, (item, index) => write(item, `${place}/${index}`, depth + 1)).join(',')}]`
      }
      return members(value, place, depth)
    default:
      throw refusal(place, typeof value)
  }
}

function members(value: object, place: string, depth: number): string {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refusal(place, 'an object that is not plain')
  // The default order of sort() is the one the RFC asks for: by UTF-16 code units.
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const written = sorted.map(([key, member]) => {
    const inner = `${place}/${key}`
    return `${text(key, inner)}:${write(member, inner, depth + 1)}`
  })
  return `{${written.join(',')}}`
}

function text(value: string, place: string): string {
  // In unicode mode a surrogate matches only when it stands alone.
  if (/\p{Surrogate}/u.test(value)) throw refusal(place, 'a lone surrogate')
  return JSON.stringify(value)
}

function refusal(place: string, what: string): TypeError {
  return new TypeError(`no canonical form: ${what} at ${place || 'the top'}`)
}
