/** Workbooks in and out: the only place that knows the library behind it. */
export { type Annotation, annotate } from './annotate.ts'
export {
  type CellType,
  type ExportColumn,
  type ExportOptions,
  exportHeaders,
  exportRows,
} from './export.ts'
export { type CellValue, readRows, type WorkbookRow } from './read.ts'
export { type TemplateColumn, writeTemplate } from './template.ts'
