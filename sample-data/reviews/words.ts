import type { Review, Store } from './review.ts';

/** Headers, stores and review texts in one language. A text is found by its number, so both languages say the same. */
export interface ReviewWords {
  readonly reviewColumns: readonly string[];
  readonly storeColumns: readonly string[];
  readonly store: Record<Store, string>;
  readonly texts: Record<Review['topic'], readonly string[]>;
}

export const reviewWords: Record<'zh' | 'en', ReviewWords> = {
  zh: {
    reviewColumns: ['评论编号', '渠道', '平台', '日期', '星级', '评论'],
    storeColumns: ['渠道', '平台', '下载量', '评论数'],
    store: {
      assistant360: '360 手机助手',
      wandoujia: '豌豆荚',
      baidu: '百度手机助手',
      myapp: '应用宝',
      appStore: 'App Store',
    },
    texts: {
      enter: [
        '点开一直白屏，进不去',
        '昨天还能用，今天打不开了',
        '加载半天就是进不了首页',
        '进不去，重装三次也一样',
        '点图标没动静，打不开',
      ],
      upgrade: [
        '提示升级，点了十几次都升级失败',
        '更新到一半就更新失败',
        '让我升级又装不上',
        '新版本下载完提示安装失败',
        '不升级不让用，可就是升级不了',
      ],
      freeze: [
        '用两分钟就卡死',
        '翻页卡顿，手机都发烫',
        '付款页面卡住不动',
        '点什么都没反应',
        '经常黑屏，只能重启',
      ],
      crash: [
        '一看相册就闪退',
        '闪退，闪退，还是闪退',
        '看到一半自动退出',
        '选完商品就崩溃',
        '每次搜索都闪退',
      ],
      login: [
        '验证码一直收不到',
        '密码没错却登录失败',
        '登录后马上被踢下来',
        '换了手机就登陆不上',
        '微信登录点了没反应',
      ],
      campaign: [
        '说好的红包没到账',
        '做完任务奖励没发',
        '活动页面写的优惠券领不到',
        '兑换的奖励不见了',
        '邀请了五个人，奖励一个没给',
      ],
      other: ['广告太多', '太费电', '字太小，老人看不清', '一般般'],
      good: [
        '好用，推荐',
        '界面清楚，速度快',
        '客服回复及时',
        '用了两年，一直不错',
        '省事',
        '东西全，价格也好',
      ],
    },
  },
  en: {
    reviewColumns: ['review_id', 'channel', 'platform', 'date', 'stars', 'review'],
    storeColumns: ['channel', 'platform', 'downloads', 'reviews'],
    store: {
      assistant360: '360 Assistant',
      wandoujia: 'Wandoujia',
      baidu: 'Baidu',
      myapp: 'MyApp',
      appStore: 'App Store',
    },
    texts: {
      enter: [
        'White screen and cannot get in',
        'Worked yesterday but will not open today',
        'Loads forever and never gets to the home page',
        'Cannot get in even after three reinstalls',
        'I tap the icon and it will not open',
      ],
      upgrade: [
        'Asks me to upgrade and then the upgrade fails every time',
        'The update failed half way',
        'Wants an upgrade that will not install',
        'Downloaded the new version and the installation failed',
        'Forced to upgrade but cannot upgrade',
      ],
      freeze: [
        'Freezes after two minutes',
        'Pages lag and the phone gets hot',
        'Stuck on the payment page',
        'Nothing responds when I tap',
        'Screen goes black until I restart the phone',
      ],
      crash: [
        'Crashes when I look at an album',
        'Crash after crash after crash',
        'Quits by itself in the middle',
        'Crashed after I chose an item',
        'Every search makes it crash',
      ],
      login: [
        'The verification code never arrives',
        'Password is right but login fails',
        'Thrown out right after login',
        'Cannot log in on my new phone',
        'WeChat login does nothing',
      ],
      campaign: [
        'The red packet I was promised never came',
        'Finished the task and got no reward',
        'The coupon of the campaign cannot be claimed',
        'The reward I redeemed has vanished',
        'Invited five people and got no reward',
      ],
      other: ['Too many ads', 'Drains the battery', 'Letters too small for my parents', 'Just average'],
      good: [
        'Handy; I recommend it',
        'Clear and fast',
        'Support answers quickly',
        'Two years with it and still good',
        'Saves me time',
        'Has everything at good prices',
      ],
    },
  },
};
