import type * as en from '../en/intake.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  'file-empty': {
    message: '“{file}”是空文件，没有任何记录。',
    next: '请从原系统重新导出，再在这里打开。',
  },
  'not-a-table': {
    message: '“{file}”不是表格：内容不是文本。',
    next: '请确认是否选对了文件，或将表格导出为 CSV 或 Parquet。',
  },
  'kind-not-supported-yet': {
    message: '“{file}”是 {kind} 文件，目前还不能读取。',
    next: '请另存或导出为 CSV（UTF-8）或 Parquet 后再打开。',
  },
  'encoding-unknown': {
    message: '没有名为“{encoding}”的编码。',
    next: '请使用 utf-8、gb18030、big5、shift_jis、windows-1252 等名称。',
  },
  'parquet-truncated': {
    message: '“{file}”是 Parquet 文件，但内容不完整，末尾缺失。',
    next: '请重新复制或下载该文件。',
  },
  'account-differs': {
    message:
      '“{file}”的记录数对不上：文件中有 {counted} 条，载入 {loaded} 条，搁置 {setAside} 条，因此没有保留任何数据。',
    next: '请将文件另存为 CSV UTF-8 后再打开，并反馈该文件的格式。',
  },
};

export const words: Record<keyof typeof en.words, string> = {
  noticeHeaderOnly: '文件只有 {columns} 列的表头，没有记录。',
  noticeNoHeader: '首行是数据而不是列名，各列命名为 column_1 至 column_{columns}。',
  noticePreamble: '表格之前的 {lines} 行未载入。',
  noticeNamesChanged: '为避免重名，部分列已改名：{names}。',
  noticeShortRows: '表头有 {columns} 个列名，而多数记录只有 {cells} 个值，缺少的值记为缺失。',
  noticeRewritten: '文件含有混用的换行符、未配对的引号或无法解读的字节，已改为逐行读取。',
  reasonStrayQuote: '闭合引号后还有文字',
  importSummary: '{file}：共 {records} 条记录 = 载入 {loaded} 条 + 搁置 {setAside} 条',
  importNulls: '{nulls} 个缺失',
  importMisfits: '{misfits} 个值不是 {type}：{examples}',
  importSetAside: '搁置的行（文件中的行号）：',
};
