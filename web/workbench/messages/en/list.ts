import type { Messages } from '../zh.ts'

export const list: Messages['list'] = {
  columns: 'Columns',
  export: 'Export',
  excel: 'Excel workbook',
  csv: 'CSV file',
  views: 'Views',
  viewName: 'Name of the view',
  noViews: 'Save the present conditions and order as a view and open them with one click.',
  removeView: 'Remove the view “{name}”',
  find: 'Find an option',
  conditions: 'Conditions',
  condition: '{name}: {value}',
  removeCondition: 'Remove the condition “{name}”',
  clear: 'Clear all',
  pages: 'Pages',
  perPage: 'Per page',
  previous: 'Previous',
  next: 'Next',
  emptyFiltered: 'Nothing meets these conditions',
  emptyFilteredText: 'Remove some of them and try again.',
}
