import type { ReactNode } from 'react'

/** One column. `phone` says what becomes of it where there is no room for columns. */
export interface Column<T> {
  readonly key: string
  readonly label: string
  readonly render: (row: T) => ReactNode
  /** Sort keys of the API; a column with one way only sorts that way. */
  readonly sort?: { readonly up?: string; readonly down?: string }
  readonly number?: boolean
  /** At least this wide; what is over is shared out by what stands in the columns. */
  readonly width?: string
  /** `title` leads the entry, `meta` follows with its label, `bare` without, `hide` is left out. */
  readonly phone?: 'title' | 'meta' | 'bare' | 'hide'
  /** Cannot be switched off: what the row is. */
  readonly always?: true
}

export interface DataTableProps<T> {
  /** What the table holds, read out before it. */
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  sort?: string
  onSort?: (sort: string) => void
  /** Marks a row as needing attention. */
  tone?: (row: T) => 'bad' | undefined
  busy?: boolean
}

/**
 * A real table: 36 px rows, sortable heads, a list of what matters on a phone. The link in a row carries
 * `data-row-link`, which the keyboard (j, k) moves through.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  return (
    <div className="table-room" aria-busy={props.busy ?? false}>
      <table className="table">
        <caption className="unseen">{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)} data-tone={props.tone?.(row)}>
              {props.columns.map((column) => (
                <td
                  key={column.key}
                  className={column.number ? 'is-number' : undefined}
                  data-phone={column.phone ?? 'meta'}
                  data-label={column.label}
                >
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head<T>(props: { column: Column<T>; sort?: string; onSort?: (sort: string) => void }) {
  const { column, sort, onSort } = props
  const { up, down } = column.sort ?? {}
  const is = sort !== undefined && sort === up ? 'ascending' : sort !== undefined && sort === down ? 'descending' : null
  const next = is === 'descending' ? (up ?? down) : (down ?? up)
  return (
    <th
      scope="col"
      aria-sort={column.sort ? (is ?? 'none') : undefined}
      className={column.number ? 'is-number' : undefined}
      style={column.width ? { minWidth: column.width } : undefined}
    >
      {next && onSort ? (
        <button type="button" onClick={() => onSort(next)}>
          {column.label}
          <span aria-hidden="true" className="sort-mark">
            {is === 'ascending' ? '▲' : is === 'descending' ? '▼' : '↕'}
          </span>
        </button>
      ) : (
        column.label
      )}
    </th>
  )
}
