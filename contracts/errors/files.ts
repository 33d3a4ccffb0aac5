/** Refusals: files and workbooks. */
export const filesErrors = {
  file_type_refused: {
    status: 415,
    zh: '不支持该文件类型，请上传 PDF、Office 文档、图片或压缩包。',
    en: 'This file type is not accepted. Upload PDF, Office documents, images or archives.',
  },
  file_mismatch: {
    status: 415,
    zh: '文件内容与扩展名不符，请确认文件未损坏。',
    en: 'The content does not match the file name. Check that the file is intact.',
  },
  file_too_large: {
    status: 413,
    zh: '文件超过 {limit}，请压缩或拆分后上传。',
    en: 'The file is larger than {limit}. Compress or split it.',
  },
  file_in_use: {
    status: 409,
    zh: '该文件已被引用，请先在引用它的内容中移除，再删除文件。',
    en: 'This file is attached to something. Take it off there first, then remove it.',
  },
  archive_refused: {
    status: 422,
    zh: '压缩内容异常（解压后过大或层数过多），请重新打包。',
    en: 'The archive expands too far. Pack it again.',
  },
  workbook_unreadable: {
    status: 422,
    zh: '无法读取该工作簿，请使用下载的模板（.xlsx）填写。',
    en: 'The workbook could not be read. Use the template (.xlsx).',
  },
  workbook_columns: {
    status: 422,
    zh: '缺少列：{columns}，请使用最新模板。',
    en: 'Columns are missing: {columns}. Use the newest template.',
  },
  workbook_unknown_columns: {
    status: 422,
    zh: '不认识的列：{columns}。请按模板修改表头；自用的列请删除，或以“备注”开头命名。',
    en: 'Unknown columns: {columns}. Use the headers of the template; delete columns of your own, or let their names begin with “Note”.',
  },
  workbook_empty: {
    status: 422,
    zh: '工作簿里没有数据，请在表头下方逐行填写后上传。',
    en: 'The workbook holds no rows. Fill them in below the header and upload it again.',
  },
  workbook_too_long: {
    status: 422,
    zh: '超过 {limit} 行，请拆分后导入。',
    en: 'More than {limit} rows. Split the workbook.',
  },
  import_has_errors: {
    status: 409,
    zh: '有 {invalid} 行未通过检查，未导入任何数据。请下载标注了原因的工作簿修改后重新上传。',
    en: '{invalid} rows did not pass; nothing was imported. Download the marked workbook, correct it and upload again.',
  },
} as const
