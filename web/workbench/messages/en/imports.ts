import type { Messages } from '../zh.ts'

export const imports: Messages['imports'] = {
  what: 'What to import',
  stepTemplate: '1. Take the template',
  templateText:
    'It lists how each column is filled in and what values are allowed. Your own sheet works too, with these headings.',
  template: 'Template',
  stepUpload: '2. Upload and check',
  uploadText: 'Every row is checked first and nothing is written. All rows are imported or none; at most 100,000.',
  upload: 'Choose a workbook',
  drop: 'or drop an .xlsx file here',
  state_checking: 'Checking',
  state_checked: 'All {count} rows are good and can be imported.',
  state_committing: 'Importing',
  state_committed: '{count} rows were imported.',
  state_cancelled: 'Given up; nothing was written.',
  state_failed: 'Not imported; nothing was written.',
  someBad:
    'Of {rows} rows {invalid} have faults and {valid} are good. Take your workbook back, correct what its last column says, and upload it again.',
  noRows: 'The workbook has no rows. Fill it in and upload it again.',
  faults: 'First {count} faults',
  faultsCaption: 'Faults',
  workbook: 'Workbook with an error column',
  row: 'Row',
  column: 'Column',
  message: 'What to correct',
  commit: 'Import {count} rows',
  cancel: 'Give up',
  again: 'Upload another',
  see: 'See the list',
  gone: 'This import is gone; it may have expired.',
}
