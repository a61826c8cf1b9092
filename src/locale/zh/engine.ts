import type * as en from '../en/engine.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  cancelled: { message: '已停止。', next: '需要时可以重新运行。' },
  'engine-start-failed': {
    message: '数据引擎没能启动。',
    next: '请刷新页面；如果还是不行，换一个浏览器，或先释放一些内存。',
  },
  'engine-crashed': {
    message: '数据引擎意外停止，已重新启动，加载过的文件也已恢复。',
    next: '请重新运行笔记本；如果总停在同一个单元格，请缩小那里的查询。',
  },
  'engine-closed': { message: '数据引擎已关闭。', next: '请刷新页面。' },
  'sql-syntax': {
    message: 'SQL 写法有误。',
    next: '请看标出的位置：它前面可能多了或少了逗号、括号或关键字。',
  },
  'unknown-table': {
    message: '找不到名为 {name} 的表或单元格。',
    next: '请检查拼写，或先加载对应的文件。[相近的名称：{candidates}。]',
  },
  'unknown-column': {
    message: '这里没有名为 {name} 的列。',
    next: '请检查拼写。[名称相近的列：{candidates}。]',
  },
  'unknown-function': {
    message: '没有名为 {name} 的函数。',
    next: '请检查拼写，或换用其他函数。[相近的名称：{candidates}。]',
  },
  'type-mismatch': {
    message: '这些值的类型不一致，无法一起计算。',
    next: '请用 CAST 转换其中一方，例如 CAST(x AS DOUBLE)。',
  },
  conversion: {
    message: '有的值无法转换成所要的类型。',
    next: '可以用 TRY_CAST 把这些值变成缺失值，或先把它们过滤掉。',
  },
  'out-of-memory': {
    message: '内存不够，无法完成。',
    next: '请缩小查询：减少列、加上筛选条件，或改用近似计数；也可以关闭其他标签页。',
  },
  'moved-to-disk': {
    message: '内存不够。Ebb 已重新启动引擎，改为同时使用磁盘，载入的文件都已恢复。',
    next: '请再运行一次，速度会比只用内存时慢。',
  },
  forbidden: {
    message: '笔记本不能读写文件、访问网络，也不能修改设置。',
    next: '请改用“数据”栏来加载文件。',
  },
  'file-gone': { message: '读取过程中，文件被删除、移动或修改了。', next: '请重新选择文件。' },
  'table-lost': {
    message: '引擎重新启动后，表“{table}”没能重新载入。',
    next: '请重试；如果“{file}”已被移动或改动，请重新选择文件。',
  },
  'parquet-damaged': { message: '这个 Parquet 文件已损坏或不完整。', next: '请重新导出或下载。' },
  'parquet-reader-crashed': {
    message: 'Parquet 读取器处理不了这个文件。',
    next: '请用别的程序重新保存，或另存为 CSV。',
  },
  'query-failed': { message: '查询失败。', next: '请看下面引擎给出的说明，再修改 SQL。' },
  'not-one-query': { message: '这里只能有一条查询。', next: '请只保留一条 SELECT，删去其余内容。' },
  unexpected: {
    message: '出现了意料之外的问题。',
    next: '请重试；如果仍然出现，请先保存笔记本，再刷新页面。',
  },
};

export const words: Record<keyof typeof en.words, string> = {};
