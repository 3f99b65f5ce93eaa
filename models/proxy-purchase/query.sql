-- 一项财产一条：流水分析的财产线索，付款账户疑似被借用，支付在终本以后。
WITH accounts AS (
    SELECT account, max(score) AS score, max(relation) AS relation, max(reasons) AS reasons,
           max(place) AS account_place
    FROM finding_proxies
    WHERE coalesce(verdict, '') <> 'refuted' AND (score >= $score OR verdict = 'confirmed')
    GROUP BY account
),
bought AS (
    SELECT c.*, a.score, a.relation, a.reasons, a.account_place
    FROM finding_clues c JOIN accounts a ON a.account = c.account
    WHERE c.standing = 'others' AND coalesce(c.verdict, '') <> 'refuted'
      AND c.class IN ('vehicle', 'real_estate', 'insurance')
),
cases AS (
    SELECT norm_id(unnest(string_split(coalesce(debtor_id, ''), '、'))) AS id, debtor,
           case_number_norm AS number,
           coalesce(court, case_court(case_number)) AS court, terminated, resumed,
           coalesce(unpaid, claim - coalesce(paid, 0)) AS unpaid, place
    FROM terminated_cases
    WHERE terminated IS NOT NULL
      -- 号码不是他们的，只有他们也没有号码时才要看姓名。
      AND (debtor_id_norm IS NULL OR debtor_id_norm IN (SELECT norm_id(debtor_id) FROM bought)
           OR (SELECT bool_or(debtor_id IS NULL) FROM bought))
),
-- 双方都有证件号码时只看号码，否则看姓名。
matched AS (
    SELECT b.*, c.id IS NULL OR b.debtor_id IS NULL AS by_name, c.number, c.court, c.terminated, c.unpaid,
           c.place AS case_place
    FROM bought b JOIN cases c ON c.id = norm_id(b.debtor_id)
    WHERE c.terminated < b.last AND coalesce(c.resumed > b.last, true)
    UNION ALL
    SELECT b.*, true, c.number, c.court, c.terminated, c.unpaid, c.place
    FROM bought b JOIN cases c ON contains('、' || c.debtor || '、', '、' || b.debtor || '、')
    WHERE (c.id IS NULL OR b.debtor_id IS NULL) AND c.terminated < b.last AND coalesce(c.resumed > b.last, true)
),
judged AS (
    SELECT id, arg_max(m, concat(strftime(terminated, '%Y-%m-%d'), number, case_place)) AS m, min(terminated) AS first_terminated,
           bool_and(by_name) AS by_name,
           list_sort(list(DISTINCT fact('终本案件', concat_ws('，', number, court, '终本 ' || terminated,
                                                '未履行 ' || yuan(unpaid) || ' 元'), case_place))) AS cases
    FROM matched m GROUP BY id
)
SELECT j.id AS key, CASE WHEN m."first" > j.first_terminated THEN 'bought' ELSE 'paying-on' END AS rule,
       m.number AS case_number, m.court, [m.debtor, m.holder] AS parties, m.amount,
       CASE WHEN m."first" > j.first_terminated THEN m."first" ELSE m."last" END AS act_date,
       m.score::BIGINT * 10000000000000 + least(m.amount, 9999999999999) AS rank,
       [CASE WHEN j.by_name THEN 'identity' END, CASE WHEN m.least IS NULL THEN 'money' END, 'registered', 'confirmed'] AS missing,
       ['whose', 'income', CASE WHEN m.relation IN ('spouse', 'minor-child') THEN 'household' END,
        CASE WHEN j.by_name THEN 'names-only' END] AS questions,
       [fact('户名', m.holder, m.place), fact('付款账号', m.account, m.place),
        fact('财产种类', CASE m.class WHEN 'vehicle' THEN '车辆' WHEN 'real_estate' THEN '不动产' ELSE '保险' END, m.place),
        fact('收款方', m.payee, m.place), fact('首次支付', m."first", m.place), fact('末次支付', m."last", m.place),
        fact('至少', yuan(m.least), m.place), fact('至多', yuan(m.most), m.place),
        fact('分值', m.score, m.account_place), fact('借用理由', m.reasons, m.account_place),
        fact('线索理由', m.reason, m.place), fact('号牌号码', m.plate, m.place),
        fact('地址', m.address, m.place), fact('保单号', m.policy, m.place)] || j.cases AS facts
FROM judged j
