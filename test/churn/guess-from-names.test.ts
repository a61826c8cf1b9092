import { expect, test } from 'vitest';
import { guessRoles } from '../../src/churn/roles/guess-roles.ts';
import type { Shape } from '../../src/churn/roles/role.ts';
import { toFacts } from './to-facts.ts';

const lists: [string, string, Shape, Record<string, string>][] = [
  [
    '电信用户',
    '用户编号:id,手机号:phone,入网时间:date,离网时间:date,ARPU:money,套餐:few,离网原因:reason,地市:few',
    'customers',
    {
      customer: '用户编号',
      started: '入网时间',
      ended: '离网时间',
      value: 'ARPU',
      reason: '离网原因',
      contact: '手机号',
    },
  ],
  [
    '电信标志',
    '用户ID:id,在网时长(月):int,是否离网:yesno,月租:money,付费类型:few',
    'customers',
    { customer: '用户ID', tenure: '在网时长(月)', churned: '是否离网', value: '月租' },
  ],
  [
    '只有手机号',
    '手机号码:phone,开户日期:date,销户日期:date,月均消费:money,品牌:few',
    'customers',
    { customer: '手机号码', started: '开户日期', ended: '销户日期', value: '月均消费' },
  ],
  [
    '保单，每次续保一行',
    '保单号:id,投保人:text,投保人证件号:again,起保日期:date,终保日期:date,保费:money,是否续保:yesno',
    'customers',
    {
      customer: '投保人证件号',
      started: '起保日期',
      ended: `if(coalesce(trim(cast("是否续保" as varchar)), '') <> '', "终保日期", null)`,
      value: '保费',
    },
  ],
  [
    '会员，一人一行',
    '会员号:id,入会日期:date,到期日期:date,会费:money,是否续费:yesno',
    'customers',
    {
      customer: '会员号',
      started: '入会日期',
      ended: `if(lower(trim("是否续费")) in ('否', 'no', 'n', 'false', '0'), "到期日期", null)`,
      value: '会费',
    },
  ],
  [
    '学员',
    '学号:id,报名日期:date,结课日期:date,月学费:money,月退费:money,课程:few',
    'customers',
    { customer: '学号', started: '报名日期', ended: '结课日期', value: '月学费' },
  ],
  [
    '同名',
    '手机号:phone,姓名:again,开卡日期:date,退卡日期:date,月费:money',
    'customers',
    { customer: '手机号', started: '开卡日期', ended: '退卡日期', value: '月费' },
  ],
  [
    '不同名',
    '手机号:phone,公司名称:id,开卡日期:date,退卡日期:date,月费:money',
    'customers',
    { customer: '公司名称', started: '开卡日期', ended: '退卡日期', value: '月费', contact: '手机号' },
  ],
  [
    '银行',
    '客户号:id,开户日期:date,是否流失:yesno,资产:money,年龄:int,客户等级:few,流失原因:reason',
    'customers',
    { customer: '客户号', started: '开户日期', churned: '是否流失', value: '资产', reason: '流失原因' },
  ],
  [
    '英文银行',
    'RowNumber:id,CustomerId:id,Surname:text,CreditScore:int,Geography:few,Tenure:int,Balance:money,EstimatedSalary:money,Exited:flag',
    'customers',
    { customer: 'CustomerId', tenure: 'Tenure', value: 'Balance', churned: 'Exited' },
  ],
  [
    '信用卡',
    'CLIENTNUM:id,Attrition_Flag:flag,Customer_Age:int,Months_on_book:int,Gender:few,Total_Trans_Amt:money',
    'customers',
    { customer: 'CLIENTNUM', churned: 'Attrition_Flag', tenure: 'Months_on_book' },
  ],
  [
    '会员',
    '会员号:id,注册时间:time,是否流失:flag,会员等级:few,累计消费金额:money,手机:phone',
    'customers',
    { customer: '会员号', started: '注册时间', churned: '是否流失', amount: '累计消费金额', contact: '手机' },
  ],
  [
    '4S 店',
    '车主编号:id,购车日期:date,流失日期:date,流失原因:reason,服务站:few,联系电话:phone',
    'customers',
    { customer: '车主编号', started: '购车日期', ended: '流失日期', reason: '流失原因', contact: '联系电话' },
  ],
  [
    '订单',
    '订单号:id,会员号:again,下单时间:time,订单金额:money,门店:few',
    'activity',
    { customer: '会员号', time: '下单时间', amount: '订单金额' },
  ],
  [
    'english orders',
    'order_id:id,customer_id:again,order_date:date,total_amount:money,store:few',
    'activity',
    { customer: 'customer_id', time: 'order_date', amount: 'total_amount' },
  ],
  ['登录', '用户ID:again,登录时间:time,渠道:few', 'activity', { customer: '用户ID', time: '登录时间' }],
  [
    '账期',
    '客户编号:again,账期:month,在网状态:status,月消费:money',
    'periods',
    { customer: '客户编号', period: '账期', status: '在网状态', value: '月消费' },
  ],
  [
    '账期数字',
    '用户号码:again,月份:monthno,客户状态:status,ARPU值:money',
    'periods',
    { customer: '用户号码', period: '月份', status: '客户状态', value: 'ARPU值' },
  ],
  [
    'english periods',
    'account_id:again,billing_month:month,status:status,mrr:money',
    'periods',
    { customer: 'account_id', period: 'billing_month', status: 'status', value: 'mrr' },
  ],
  [
    '回访',
    '客户编号:id,回访日期:date,流失原因:reason,回访记录:text',
    'reasons',
    { customer: '客户编号', reason: '流失原因', text: '回访记录', time: '回访日期' },
  ],
  [
    '评论',
    '应用市场:few,评分:stars,评论内容:text,日期:date',
    'reasons',
    { platform: '应用市场', rating: '评分', text: '评论内容', time: '日期' },
  ],
  [
    'SaaS',
    'customer_id:id,signup_date:date,cancellation_date:date,cancel_reason:reason,monthly_revenue:money,country:few',
    'customers',
    {
      customer: 'customer_id',
      started: 'signup_date',
      ended: 'cancellation_date',
      reason: 'cancel_reason',
      value: 'monthly_revenue',
    },
  ],
  [
    'B2B 合同',
    '合同编号:id,客户名称:again,合同签订日期:date,合同结束日期:date,合同金额:money,行业:few',
    'customers',
    { customer: '客户名称', started: '合同签订日期', ended: '合同结束日期' },
  ],
  [
    '租赁合同',
    '合同号:id,租户编号:again,合同起始日期:date,合同到期日期:date,月租金:money',
    'customers',
    { customer: '租户编号', started: '合同起始日期', ended: '合同到期日期', value: '月租金' },
  ],
  [
    '保单',
    '保单号:id,投保人编号:again,起保日期:date,保险止期:date,年缴保费:money,销售渠道:few',
    'customers',
    { customer: '投保人编号', started: '起保日期', ended: '保险止期', value: '年缴保费' },
  ],
  [
    '出账',
    '用户编号:again,账期:month,状态:status,出账收入:money',
    'periods',
    { customer: '用户编号', period: '账期', status: '状态', value: '出账收入' },
  ],
  [
    '店铺',
    '店铺ID:again,店铺名称:text,入驻日期:date,退店日期:date,月成交额:money,类目:few',
    'customers',
    { customer: '店铺ID', started: '入驻日期', ended: '退店日期', value: '月成交额' },
  ],
  [
    '培训',
    '学员姓名:text,入学时间:date,结课时间:date,退费日期:date,课程名称:few,学费:money',
    'customers',
    { customer: '学员姓名', started: '入学时间', ended: '退费日期', value: '学费' },
  ],
  [
    '宽带',
    '宽带账号:id,装机日期:date,拆机日期:date,拆机原因:reason,月费:money',
    'customers',
    { customer: '宽带账号', started: '装机日期', ended: '拆机日期', reason: '拆机原因', value: '月费' },
  ],
  [
    '门诊',
    '患者编号:id,首诊日期:date,末次就诊日期:date,就诊次数:int,科室:few',
    'customers',
    { customer: '患者编号', started: '首诊日期', last: '末次就诊日期', frequency: '就诊次数' },
  ],
  [
    '续费',
    '会员ID:id,是否续费:yesno,开始日期:date,会员等级:few',
    'customers',
    {
      customer: '会员ID',
      started: '开始日期',
      churned: `lower(trim("是否续费")) in ('否', 'no', 'n', 'false', '0')`,
    },
  ],
  [
    'policies',
    'Client:again,Policy Number:id,Policy Start Date:date,Policy Expiry Date:date,Annual Premium:money,Status:status',
    'customers',
    { customer: 'Client', started: 'Policy Start Date', value: 'Annual Premium', churned: 'Status' },
  ],
  [
    'leases',
    'Tenant Name:text,Lease Start:date,Lease End:date,Monthly Rent:money,Move Out Reason:reason',
    'customers',
    {
      customer: 'Tenant Name',
      started: 'Lease Start',
      ended: 'Lease End',
      value: 'Monthly Rent',
      reason: 'Move Out Reason',
    },
  ],
  [
    'staff',
    'employee_id:id,hire_date:date,termination_date:date,department:few',
    'customers',
    { customer: 'employee_id', started: 'hire_date', ended: 'termination_date' },
  ],
  [
    'donors',
    'donor_id:id,first_gift_date:date,last_gift_date:date,total_gifts:int',
    'customers',
    { customer: 'donor_id', started: 'first_gift_date', last: 'last_gift_date', frequency: 'total_gifts' },
  ],
  [
    'Stripe',
    'id:id,customer_id:again,created_at:date,ended_at:date,cancellation_details.feedback:reason,MRR:money',
    'customers',
    {
      customer: 'customer_id',
      started: 'created_at',
      ended: 'ended_at',
      reason: 'cancellation_details.feedback',
      value: 'MRR',
    },
  ],
  [
    'sign-ups',
    'customer_id:id,product:few,signup_date_time:time,cancel_date_time:time',
    'customers',
    { customer: 'customer_id', started: 'signup_date_time', ended: 'cancel_date_time' },
  ],
  [
    'retail',
    'Invoice:id,StockCode:few,Quantity:int,InvoiceDate:time,Price:money,Customer ID:again,Country:few',
    'activity',
    { customer: 'Customer ID', time: 'InvoiceDate', amount: '"Quantity" * "Price"' },
  ],
  [
    'a log, of which no name says who: the keys that repeat do',
    'msno:key,date:dayno,num_25:int,num_100:int,total_secs:money',
    'activity',
    { customer: 'msno', time: 'date' },
  ],
  [
    'seconds since 1970',
    'id:text,customer:id,status:status,created:unix,canceled_at:unix,ended_at:unix',
    'customers',
    {
      customer: 'customer',
      started: 'epoch_ms(1000 * "created")::date',
      ended: 'epoch_ms(1000 * "ended_at")::date',
    },
  ],
  [
    '幼儿园名册',
    '序号:int,幼儿姓名:person,入园时间:date,离园时间:garden,离园原因:reason,状态:pupils,月保教费:money',
    'customers',
    { customer: '幼儿姓名', started: '入园时间', ended: '离园时间', reason: '离园原因', value: '月保教费' },
  ],
  [
    'stays without a name',
    'Start date:date,End date:garden,Reason:reason',
    'customers',
    { customer: 'row_number() over ()', started: 'Start date', ended: 'End date', reason: 'Reason' },
  ],
  ['状态只有在园和退园', '幼儿编号:id,状态:pupils', 'customers', { customer: '幼儿编号', churned: '状态' }],
  [
    'desks',
    'Member:text,Email:id,Start:date,End:date,Price per month:money',
    'customers',
    { customer: 'Email', started: 'Start', ended: 'End', value: 'Price per month' },
  ],
  [
    'retail, a row for each line of an invoice',
    'InvoiceNo:lines,StockCode:few,Quantity:int,InvoiceDate:time,UnitPrice:money,CustomerID:again',
    'activity',
    {
      customer: 'CustomerID',
      time: 'InvoiceDate',
      transaction: 'InvoiceNo',
      amount: '"Quantity" * "UnitPrice"',
    },
  ],
  [
    '订单明细',
    '会员号:again,订单编号:lines,商品:few,下单时间:time,实付金额:money',
    'activity',
    { customer: '会员号', time: '下单时间', transaction: '订单编号', amount: '实付金额' },
  ],
  [
    '零售',
    '单号:id,商品:few,件数:int,交易时间:time,单价:money,会员号:again',
    'activity',
    { customer: '会员号', time: '交易时间', amount: '"件数" * "单价"' },
  ],
  [
    'webshop',
    'Name:order,Email:again,Total:money,Created at:time,Id:id',
    'activity',
    { customer: 'Email', time: 'Created at', amount: 'Total', transaction: 'Name' },
  ],
  [
    'tickets',
    '工单号:id,手机号:again,受理时间:time,流失原因:reason',
    'reasons',
    { customer: '手机号', time: '受理时间', reason: '流失原因' },
  ],
  [
    'fitness: a flag for whether there is a phone, and nobody named',
    'gender:flag,Phone:flag,Lifetime:int,Churn:flag',
    'customers',
    { churned: 'Churn', tenure: 'Lifetime', customer: 'row_number() over ()' },
  ],
  [
    'newspaper: who is a subscriber, in a state of a country',
    'SubscriptionID:id,State:place,Source Channel:few,Subscriber:paper',
    'customers',
    {
      customer: 'SubscriptionID',
      churned: `lower(trim("Subscriber")) in ('否', 'no', 'n', 'false', '0')`,
    },
  ],
  [
    'balances',
    'cust_no:again,stat_month:month,branch:few,aum_balance:money',
    'periods',
    { customer: 'cust_no', period: 'stat_month', value: 'aum_balance' },
  ],
];

test.each(lists)('%s: columns %s', (_name, columns, shape, roles) => {
  const guess = guessRoles(columns.split(',').map((one) => toFacts(one)));
  expect([guess.shape, Object.fromEntries(guess.roles)]).toEqual([shape, expect.objectContaining(roles)]);
  const wrong = [...guess.roles].filter(([role]) => !(role in roles) && role !== 'contact');
  expect(wrong).toEqual([]);
});
