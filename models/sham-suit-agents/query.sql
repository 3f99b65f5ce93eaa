-- 两种情形：同一人代理双方；同一代理人、同一原告、同一案由达到件数。
WITH s AS (
    SELECT *, case_number_norm AS number,
           coalesce(norm_id(split_part(plaintiff_ids, '、', 1)), split_part(plaintiffs, '、', 1)) AS p,
           coalesce(norm_id(split_part(defendant_ids, '、', 1)), split_part(defendants, '、', 1)) AS d,
           coalesce(court, case_court(case_number)) AS where_filed
    FROM suits
    WHERE filed IS NOT NULL AND (plaintiff_agents IS NOT NULL OR defendant_agents IS NOT NULL)
      AND NOT (contains(plaintiffs, '银行') OR contains(plaintiffs, '信用社') OR contains(plaintiffs, '信用合作')
               OR contains(plaintiffs, '保险') OR contains(plaintiffs, '小额贷款') OR contains(plaintiffs, '消费金融')
               OR contains(plaintiffs, '融资') OR contains(plaintiffs, '担保'))
),
-- 代理人在每件案件里站在哪一边。
stands AS (
    SELECT *, p AS me, d AS opponent, true AS is_plaintiffs FROM (SELECT *, unnest(string_split(plaintiff_agents, '、')) AS agent FROM s)
    UNION ALL
    SELECT *, d AS me, p AS opponent, false FROM (SELECT *, unnest(string_split(defendant_agents, '、')) AS agent FROM s)
),
for_plaintiff AS (SELECT * FROM stands WHERE is_plaintiffs),
-- 同两个人之间，一次替这一方，一次替另一方。
opposed AS (
    SELECT x.* FROM stands x SEMI JOIN stands y ON y.agent = x.agent AND y.me = x.opponent AND y.opponent = x.me
),
pairs AS (
    SELECT concat_ws(' ', agent, least(me, opponent), greatest(me, opponent)) AS key, 'both-sides' AS rule,
           any_value(agent) AS agent, min(plaintiffs) AS party, min(defendants) AS other, NULL AS cause,
           arg_min(number, concat(filed, number)) AS number, arg_min(where_filed, concat(filed, number)) AS court, count(DISTINCT number) AS n,
           NULL::BIGINT AS amount, max(filed) AS day, min(place) AS place,
           list(fact('代理', concat_ws('，', number, '立案 ' || filed,
                                     CASE WHEN is_plaintiffs THEN '为原告 ' || plaintiffs ELSE '为被告 ' || defendants END), place)
                ORDER BY filed, number, is_plaintiffs) AS suits
    FROM opposed GROUP BY agent, least(me, opponent), greatest(me, opponent)
),
bulk AS (
    SELECT agent || ' ' || p || ' ' || coalesce(cause, '') AS key, 'same-pair' AS rule, any_value(agent) AS agent,
           min(plaintiffs) AS party, NULL AS other, any_value(cause) AS cause, arg_min(number, concat(filed, number)) AS number,
           arg_min(where_filed, concat(filed, number)) AS court, count(*) AS n, sum(amount)::BIGINT AS amount, max(filed) AS day, min(place) AS place,
           list(fact('案件', concat_ws('，', number, '立案 ' || filed, '被告 ' || defendants, yuan(amount) || ' 元', outcome), place)
                ORDER BY filed, number) AS suits
    FROM (SELECT * FROM for_plaintiff QUALIFY count(*) OVER (PARTITION BY agent, p, cause) >= $suits) GROUP BY agent, p, cause
),
found AS (SELECT * FROM pairs UNION ALL SELECT * FROM bulk)
SELECT key, rule, number AS case_number, court, [party, other] AS parties, amount, day AS act_date,
       CASE WHEN rule = 'both-sides' THEN 1000000 ELSE 0 END + n::BIGINT AS rank,
       ['same-person', CASE WHEN rule = 'both-sides' THEN 'consent' ELSE 'ordinary' END] AS questions,
       [fact('代理人', agent, place), fact('对方', other, place), fact('案由', cause, place), fact('件数', n, place)]
           || suits[1:50] AS facts
FROM found
