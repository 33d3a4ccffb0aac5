import { writeXlsx } from 'hucre/xlsx'
import { columnName } from './annotate.ts'

export type TemplateColumn = {
  readonly header: string
  readonly hint: string
  readonly width: number
  readonly required: boolean
  /** What may stand there; listed on the second sheet and offered by the cell itself when `single`. */
  readonly values?: readonly string[]
  readonly single?: boolean
}

/** An empty workbook to fill in: headers on the first sheet, on the second what each column takes. */
export async function writeTemplate(options: {
  sheet: string
  valuesSheet: string
  columns: readonly TemplateColumn[]
  maxRows: number
}): Promise<Buffer> {
  const { columns, sheet, valuesSheet, maxRows } = options
  const longest = Math.max(0, ...columns.map((column) => column.values?.length ?? 0))
  const style = {
    font: { bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF4' } },
  } as const
  const values = [
    columns.map((column) => column.header),
    columns.map((column) => column.hint),
    ...Array.from({ length: longest }, (_, at) => columns.map((column) => column.values?.[at] ?? null)),
  ]
  const cells = new Map(
    columns.map((column, at) => [`0,${at}`, { value: column.header, type: 'string', style } as const] as const),
  )
  const bytes = await writeXlsx({
    sheets: [
      {
        name: sheet,
        // Text format throughout: codes typed into an empty cell keep their zeros and all their digits.
        columns: columns.map((column) => ({ width: column.width, numFmt: '@' })),
        rows: [columns.map((column) => column.header)],
        cells,
        freezePane: { rows: 1 },
        dataValidations: columns.flatMap((column, at) =>
          column.values && column.single
            ? [
                {
                  type: 'list' as const,
                  allowBlank: !column.required,
                  formula1: `'${valuesSheet}'!$${columnName(at)}$3:$${columnName(at)}$${column.values.length + 2}`,
                  range: `${columnName(at)}2:${columnName(at)}${maxRows + 1}`,
                },
              ]
            : [],
        ),
      },
      {
        name: valuesSheet,
        columns: columns.map((column) => ({ width: Math.max(column.width, 20) })),
        rows: values,
        cells,
        freezePane: { rows: 2 },
      },
    ],
    defaultFont: { name: 'Calibri', size: 11 },
  })
  return Buffer.from(bytes)
}
