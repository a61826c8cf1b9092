import type * as en from '../en/cli.ts';

export const problems: Record<keyof typeof en.problems, { message: string; next: string }> = {
  'cli-unknown-command': {
    message: '没有“{command}”这个命令。',
    next: '请使用 ebb run、ebb start 或 ebb import。',
  },
  'cli-bad-option': { message: '无法识别“{option}”。', next: '请检查拼写，以及后面是否跟了值。' },
  'cli-option-unfit': {
    message: '“{option}”不适用于“{file}”：这个文件的类型是 {kind}。',
    next: '请去掉这个选项，或换一个文件。',
  },
  'cli-no-notebook': { message: '没有指定笔记本。', next: '请在 ebb run 后面写上笔记本文件。' },
  'cli-no-import-file': { message: '没有指定文件。', next: '请在 ebb import 后面写上文件。' },
  'cli-no-start-file': { message: '没有指定文件。', next: '请在 ebb start 后面写上一个或几个数据文件。' },
  'cli-no-out': { message: '没有说明笔记本写到哪里。', next: '请加上 --out 笔记本.md。' },
  'cli-bad-choice': { message: '{option} 不能是“{text}”。', next: '可选的有：{known}。' },
  'cli-bad-pair': { message: '{option} 后面的“{text}”格式不对。', next: '请写成 {option} 名称=值。' },
  'cli-bad-rows': { message: '--rows 后面的“{text}”不是行数。', next: '请给出 0 或更大的整数。' },
  'cli-bad-format': { message: '不支持 --format {text}。', next: '请使用 text 或 json。' },
  'cli-no-file': { message: '无法读取文件“{file}”。', next: '请检查路径和读取权限。' },
  'cli-unknown-data': { message: '笔记本里没有数据单元格“{name}”。', next: '可用的数据单元格：{known}。' },
  'cli-unknown-input': { message: '笔记本里没有参数“{name}”。', next: '可用的参数：{known}。' },
  'cli-bad-input': {
    message: '“{text}”不能作为参数“{name}”（类型 {type}）的值。',
    next: '数字写成 0.5，日期写成 2024-01-31，区间写成 a..b，多个值写成 a,b；并且要在可选项和上下限之内。',
  },
  'cli-data-not-found': {
    message: '数据单元格“{name}”要用的文件“{file}”不在笔记本旁边，也不在示例数据里。',
    next: '请用 --data {name}=文件 指定。',
  },
};

export const words: Record<keyof typeof en.words, string> = {
  cliUsage:
    '用法：\n' +
    '  ebb run 笔记本 [--data 名称=文件]… [--set 参数=值]… [--rows 行数] [--format text|json]\n' +
    '  ebb start 文件… [--role 角色=列]… [--rule 规则] [--lang zh|en] --out 笔记本.md\n' +
    '  ebb import 文件… [--format text|json] [--to out.csv] [--encoding 编码] [--delimiter 分隔符|tab|spaces] [--quote 引号] [--escape 转义符]\n' +
    '    [--header-line N|N-M|none] [--skip N] [--footer N] [--table N|all] [--sheet 工作表] [--range A1:F9] [--member 文件] [--null 词]…\n' +
    '    [--type 列=类型]… [--name 列=新名称]… [--misfits-to-null 列]… [--subtotals] [--short-rows] [--no-mend]\n' +
    '    列相同的多个文件合成一张表：[--file-column 列名 | --no-file-column]\n' +
    '\n' +
    '退出码：0 全部完成，1 有单元格失败或检查未通过，2 用法错误。',
  cliSetAside: '{summary}。要看是哪些，请运行 ebb import {file}',
  cliStartTable: '{file}：{shape}（{roles}）',
  cliStarted: '已写出 {out}：{cells} 个单元格，规则“{rule}”。',
  cliRows: '{count} 行',
  cliMoreRows: '…… 还有 {count} 行，可用 --rows 显示更多',
  cliNoViolations: '没有违规',
  cliViolations: '{count} 条违规',
  cliBlockedBy: '未运行：{names} 需要先运行成功。',
  cliNotRun: '未运行。',
};
