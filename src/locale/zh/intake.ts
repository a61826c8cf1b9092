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
  'encoding-unknown': {
    message: '没有名为“{encoding}”的编码。',
    next: '请使用 utf-8、gb18030、big5、shift_jis、windows-1252 等名称。',
  },
  'no-lines': {
    message: '“{file}”的第一行超过 16 MB，分不出行来。',
    next: '请确认文件无误，或重新导出为每行一条记录的 CSV。',
  },
  'too-many-columns': {
    message: '“{file}”有 {columns} 列，这里的表最多 {most} 列。',
    next: '请把表转置（列变成行），或只导出需要的列。',
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
  'recipe-value': {
    message: '导入设置中“{key}”的值无效。',
    next: '请改正，或删去这一行：省略的设置会从文件中识别。',
  },
  'archive-damaged': { message: '“{file}”无法解压：压缩包损坏或不完整。', next: '请重新复制或下载。' },
  'archive-empty': { message: '压缩包“{file}”里没有文件。', next: '请重新打包。' },
  'archive-locked': { message: '压缩包“{file}”有密码。', next: '请先在电脑上解压，再打开里面的文件。' },
  'archive-member': { message: '压缩包“{file}”里没有“{member}”。', next: '请从压缩包里已有的文件中选择。' },
  'archive-too-large': {
    message: '“{file}”解压后的大小远超正常表格，因此没有打开。',
    next: '如果信任该文件，请先在电脑上解压，再打开里面的文件。',
  },
  'workbook-damaged': { message: '无法读取工作簿“{file}”。', next: '请用表格软件打开后另存为 .xlsx。' },
  'workbook-locked': { message: '“{file}”有密码。', next: '请另存为不带密码的文件后再打开。' },
  'sheet-unknown': { message: '没有名为“{sheet}”的工作表。', next: '可用的工作表：{sheets}。' },
  'range-unknown': { message: '“{range}”不是单元格区域。', next: '请写成 B3:F200 的形式。' },
  'range-empty': { message: '区域“{range}”里没有内容。', next: '请选择有内容的区域，或不指定区域。' },
  'header-line-unknown': {
    message: '“{file}”的第 {line} 行没有列名。',
    next: '请指定有文字的一行；查看到的最后一行是第 {last} 行。',
  },
  'skip-too-large': {
    message: '去掉前 {skip} 行后，“{file}”没有内容了。',
    next: '请少跳过几行；查看到的最后一行是第 {last} 行。',
  },
  'table-unknown': {
    message: '没有第 {table} 张表：文件中共有 {tables} 张。',
    next: '请选择其中一张，或选择全部。',
  },
  'json-damaged': { message: '“{file}”不是有效的 JSON。', next: '请重新导出。' },
  'json-no-table': {
    message: '“{file}”是 JSON，但没有记录。',
    next: '对象组成的列表，或每行一个对象，才能作为表格。',
  },
  'arrow-damaged': {
    message: '无法读取 Arrow 或 Feather 文件“{file}”。',
    next: '请另存为不压缩的 Feather 第 2 版，或 Parquet。',
  },
  'files-differ': {
    message: '“{file}”的列与“{first}”不同。缺少：{missing}。多出：{extra}。',
    next: '请将每个文件各载入一张表，或统一列名后重新导出。',
  },
  'files-mixed': {
    message: '“{file}”与“{first}”无法合成一张表：其中一个是 Parquet 文件，另一个不是。',
    next: '请将它们各载入一张表。',
  },
};

export const words: Record<keyof typeof en.words, string> = {
  noticeHeaderOnly: '文件只有 {columns} 列的表头，没有记录。',
  noticeNoHeader: '首行是数据而不是列名，各列命名为 column_1 至 column_{columns}。',
  noticePreamble: '表格之前的 {lines} 行未载入。',
  noticeNamesChanged: '为避免重名，部分列已改名：{names}。',
  noticeShortRows: '表头有 {columns} 个列名，而多数记录只有 {cells} 个值，缺少的值记为缺失。',
  noticeRewritten: '文件不够规整（换行符混用、引号未配对、字节无法解读或记录残缺），已改为逐行读取。',
  reasonStrayQuote: '闭合引号后还有文字',
  importSummary: '{file}：共 {records} 条记录 = 载入 {loaded} 条 + 搁置 {setAside} 条',
  importNulls: '{nulls} 个缺失',
  importMisfits: '{misfits} 个值不是 {type}：{examples}',
  importSetAside: '搁置的行（文件中的行号）：',
  noticeMended: '修复了 {records} 条损坏的记录，每条都只有一种修复方式符合各列。',
  noticeFooter: '末尾的 {records} 行（合计或说明）已搁置。',
  noticeSubtotals: '行间的 {records} 行小计已搁置。',
  noticeOtherTable: '第 {line} 行开始是另一张表：文件中共有 {tables} 张表，载入了其中一张。',
  noticeNulBytes: '去掉了 {count} 个 NUL 字符。',
  noticeHeaderRows: '列名由 {rows} 行表头合成。',
  noticePercent: '百分数按小数载入（12% 为 0.12）：{columns}。',
  noticeTenThousands: '带“千”“万”“亿”的数字已换算成完整数值（1.2万为 12000）：{columns}。',
  noticePeriodStart: '月份和季度按其第一天载入：{columns}。',
  noticeEra: '按年号记的年份已换算成公历（民國113年、令和6年均为 2024 年）：{columns}。',
  noticeUtc: '这些列的时间是 UTC（协调世界时），一天也从 UTC 零点算起：{columns}。',
  noticeOffset: '这些列的时间按文件所写的当地时间载入，不保留时区偏移，一天从当地零点算起：{columns}。',
  noticeOtherSheets: '工作簿中还有其他工作表：{sheets}。',
  noticeMember: '压缩包中还有其他表：{members}。',
  noticeJsonPart: '表取自“{path}”处的列表，文件中的其他内容没有载入。',
  noticeStrayCells: '远离表格的零散单元格已搁置：{cells}。需要时可指定区域载入。',
  noticeDumpNulls: '内容为 {word} 的值（数据库导出文件用它表示缺失）在文本列中也按缺失载入。',
  noticeGuards: '已去掉值外面的标记和空白（="…"、撇号、制表符、补齐用的空格）：{columns}。',
  noticeShortenedIds:
    '形如 1.23457E+17 的数字在保存为此文件之前就丢失了末几位：{columns}。如果是编号，请按文本重新导出。',
  reasonOtherTable: '属于另一张表',
  reasonRepeatedHeader: '重复的表头',
  reasonBlankRecord: '所有值都为空',
  reasonFooter: '末尾的合计或说明',
  reasonSubtotal: '上面各行的小计',
  mendExtraDelimiter: '去掉了多余的一个分隔符',
  mendMissingDelimiter: '补上了缺少的分隔符',
  mendInnerQuote: '值中的引号按文字处理',
  mendLooseSpaces: '合并了同一个值中的几个词',
  questionDayMonth: '“{column}”中的 {example} 年月日按什么顺序写？确定之前按文本保留。',
  questionBoolean: '“{column}”只有 {yes} 和 {no}：是否为真假值？',
  questionOffset: '“{column}”的时间带有不同的时区偏移：按当地时间还是按 UTC？确定之前按文本保留。',
  questionDecimal: '“{column}”：{example} 中的符号是千位分隔符还是小数点？',
  questionCreditDebit: '“{column}”的值带有借贷标记，如 {example}：哪一方为正？确定之前按文本保留。',
  questionShortMonth:
    '“{column}”中有 {example}：其中的数字是年份吗？如果是，按该月第一天载入。确定之前按文本保留。',
  questionRocDate: '“{column}”中有 {example}：是民国年份（113 为 2024 年）吗？确定之前按文本保留。',
  importNullWord: '{count} 个“{word}”记为缺失',
  reasonBadJson: '不是有效的 JSON',
};
