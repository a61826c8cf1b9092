import { writeName } from '../../sql/write-name.ts';
import type { CellDraft, RecipeContext } from '../recipe.ts';
import { customerName, customerSql } from '../definition/attributes-sql.ts';
import { createSay, query, text, writeSource } from './draft.ts';

/** Where the reasons of customers stand. */
export interface ReasonSource {
  /** What makes it. */
  readonly cells: readonly CellDraft[];
  /** What follows FROM: the lifetimes, each with its reasons. */
  readonly from: string;
  /** SQL of the reasons as written, several in one text parted by what `reason_words` splits at. */
  readonly text: string;
}

/**
 * The lifetimes' own column; where they have none, a table of reasons beside them, of which all that stand there for a customer
 * come together: `reason_told(customer_id, text)`. Who is not in it has no reason on record.
 */
export function findReasonSource(context: RecipeContext, name: (base: string) => string): ReasonSource {
  const lifetimes = writeSource(context);
  const side = context.sides.reasons;
  if (context.has.has('reason') || !side) return { cells: [], from: lifetimes, text: 'reason::varchar' };
  const say = createSay(context);
  const told = name('reason_told');
  const column = side.roles.has('reason') ? 'reason' : 'text';
  return {
    cells: [
      text(
        say(
          `原因来自 \`${side.relation}\`：一位客户有几条记录，就把几条都算上，写法相同的只算一次；没有记录的流失客户归为“未知”。`,
          `The reasons come from \`${side.relation}\`: of a customer with several records all count, those written alike once; who left without a record is under "Unknown".`,
        ),
      ),
      query(
        told,
        `
        select ${customerSql}, string_agg(distinct trim(cast(${column} as varchar)), chr(10) order by trim(cast(${column} as varchar))) as text
        from ${writeName(side.relation)}
        where ${customerName} <> '' and trim(cast(${column} as varchar)) <> ''
        group by 1`,
      ),
      ...(column === 'reason' && side.roles.has('text')
        ? writeComments(context, name, told, side.relation)
        : []),
    ],
    from: `${lifetimes} left join ${told} using (customer_id)`,
    text: `${told}.text`,
  };
}

/** A comment is not a reason: those who wrote one and gave no reason stay unknown, and it is said how many they are. */
function writeComments(
  context: RecipeContext,
  name: (base: string) => string,
  told: string,
  relation: string,
): CellDraft[] {
  const say = createSay(context);
  const comments = name('reason_comments');
  return [
    query(
      comments,
      `
        select count(*) as unknown, count(*) filter (customer_id in (
          select ${customerName} from ${writeName(relation)} where trim(cast("text" as varchar)) <> ''
        )) as commented
        from ${writeSource(context)}
        where churned and customer_id not in (select customer_id from ${told})`,
    ),
    text(
      say(
        `没有填原因的 {{ ${comments}.unknown | , }} 位流失客户里，{{ ${comments}.commented | , }} 位写了留言。留言不等于原因，所以他们仍归为“未知”；读过留言后，可以把原因补进 \`${relation}\`。`,
        `Of the {{ ${comments}.unknown | , }} who left and gave no reason, {{ ${comments}.commented | , }} wrote a comment. A comment is not a reason, so they stay "Unknown"; after reading the comments, add the reasons to \`${relation}\`.`,
      ),
    ),
  ];
}
