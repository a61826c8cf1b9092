import type * as en from '../en/notebook.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  'not-a-notebook': {
    message: '“{file}”不是 Ebb 笔记本：文件开头没有 `ebb: 1`，里面也没有单元格。',
    next: '请打开笔记本文件（.md）；如果是数据文件（CSV 或 Parquet），把它拖进来即可载入为表。',
  },
  'newer-notebook-format': {
    message: '笔记本“{file}”的格式版本是 {format}，当前的 Ebb 还读不了。',
    next: '请用更新版本的 Ebb 打开，或者请作者另存一份格式 1 的文件。',
  },
  'damaged-front-matter': {
    message: '文件开头两行 --- 之间的内容不是有效的 YAML：标题、语言和统计截止日没有读到，也无法在这里修改。',
    next: '请用文本编辑器改好这几行，再重新打开文件。',
  },
  'attribute-line-end': { message: '“{key}”的值里有换行，单元格的首行不能换行。', next: '请写成一行。' },
  'yaml-syntax': {
    message: '这个单元格的 YAML 有误：第 {line} 行第 {column} 列。',
    next: '请检查该处附近的冒号、缩进和引号。',
  },
  'yaml-not-a-map': {
    message: '这个单元格需要写成“键: 值”的形式。',
    next: '每行写一项设置，例如 `type: number`。',
  },
  'data-key': {
    message: '数据单元格中的“{key}”写法不对。',
    next: '`file:` 后面写文件名；`columns:` 下面每行写“角色: 列名”。',
  },
  'input-type': {
    message: '不认识的参数类型：“{type}”。',
    next: '`type:` 可以是 select、multiselect、number、range、date、daterange 或 text。',
  },
  'input-key': { message: '参数中“{key}”的值不合适：{value}。', next: '请修改单元格里的 `{key}:`。' },
  'input-no-choices': {
    message: '这个参数没有可选项。',
    next: '请用 `options:` 列出选项，或者用 `from:` 和 `column:` 指定取自哪个单元格的哪一列。',
  },
  'name-empty': { message: '单元格的名称不能为空。', next: '请输入名称，或者不给这个单元格命名。' },
  'name-not-allowed': {
    message: '“{name}”不能用作单元格名称。',
    next: '名称可以包含汉字、字母、数字、空格和下划线。',
  },
  'name-reserved': { message: '“{name}”是 Ebb 或 DuckDB 保留的名称。', next: '请换一个名称。' },
  'name-not-for-input': {
    message: '“{name}”不能在 SQL 中当参数使用。',
    next: '参数名只能包含汉字、字母、数字和下划线，且不能以数字开头。',
  },
  'duplicate-name': {
    message: '还有别的单元格也叫“{name}”，无法确定引用的是哪一个。',
    next: '请给其中一个改名。',
  },
  cycle: {
    message: '这些单元格互相引用，形成了循环：{names}。',
    next: '请修改其中一个，让它不再引用下一个。',
  },
};

export const words: Record<keyof typeof en.words, string> = {};
