-- 一案一条：同一件事，案件清单写一天，节点或者终本清单写另一天。
WITH
-- 节点的叫法不多：先归类叫法，再归到每一行。
words AS (SELECT node, CASE WHEN contains(node, '解封') OR contains(node, '解除') OR contains(node, '续') THEN NULL
                WHEN contains(node, '恢复') THEN 'resumed'
                WHEN contains(node, '执行立案') THEN 'filed'
                WHEN contains(node, '执行通知') THEN 'notified'
                WHEN contains(node, '报告财产') THEN 'report'
                WHEN contains(node, '查控') OR contains(node, '网络查询') THEN 'queried'
                WHEN contains(node, '限消') OR contains(node, '限制消费') THEN 'restricted'
                WHEN contains(node, '查封') OR contains(node, '扣押') OR contains(node, '冻结') THEN 'sealed'
                WHEN contains(node, '参考价') OR contains(node, '评估') THEN 'priced'
                WHEN contains(node, '拍卖公告') THEN 'announced'
                WHEN contains(node, '成交裁定') THEN 'ruled'
                WHEN contains(node, '成交') THEN 'sold'
                WHEN contains(node, '开拍') THEN 'auctioned'
                WHEN contains(node, '案款') AND contains(node, '发放') THEN 'paid-out'
                WHEN contains(node, '案款') THEN 'received'
                WHEN contains(node, '终本') AND contains(node, '送达') THEN 'served'
                WHEN contains(node, '终本') AND contains(node, '入库') THEN NULL
                WHEN contains(node, '终本') THEN 'terminated'
                WHEN contains(node, '结案') THEN 'closed' END AS step FROM (SELECT DISTINCT node FROM case_nodes)),
-- 相差超过的是少数：先只用案号、步骤和日期找出它们所在的案件，再比较这些案件的全部日期。
suspects AS (
    SELECT unnest(list(DISTINCT s.number)) AS number
    FROM (SELECT n.case_number_norm AS number, w.step, n.date AS day FROM case_nodes n JOIN words w ON w.node = n.node
          WHERE n.date IS NOT NULL AND w.step IN ('filed', 'notified', 'restricted', 'resumed', 'terminated', 'closed')
          UNION ALL
          SELECT case_number_norm, unnest(['filed', 'terminated', 'resumed']), unnest([filed, terminated, resumed]) FROM terminated_cases) s
         JOIN (SELECT case_number_norm AS number, filed, notified, restricted, resumed, closed,
                      coalesce(contains(closing, '终结本次') OR contains(closing, '终本'), false) AS is_terminated FROM cases) l
         ON s.number = l.number
    WHERE abs(date_diff('day', CASE s.step WHEN 'filed' THEN filed WHEN 'notified' THEN notified WHEN 'restricted' THEN restricted
                                           WHEN 'resumed' THEN resumed WHEN 'terminated' THEN CASE WHEN is_terminated THEN closed END
                                           WHEN 'closed' THEN CASE WHEN NOT is_terminated THEN closed END END, s.day)) > $days
),
listed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, debtors, place,
           unnest([{'step': 'filed', 'word': '执行立案', 'day': filed}, {'step': 'notified', 'word': '执行通知', 'day': notified},
                   {'step': 'restricted', 'word': '限制消费', 'day': restricted}, {'step': 'resumed', 'word': '恢复执行', 'day': resumed},
                   {'step': CASE WHEN contains(closing, '终结本次') OR contains(closing, '终本') THEN 'terminated' ELSE 'closed' END,
                    'word': '结案', 'day': closed}]) AS d
    FROM cases WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
),
steps AS (
    SELECT n.case_number_norm AS number, '节点' AS source, w.step, n.date AS day, n.place
    FROM case_nodes n JOIN words w ON w.node = n.node WHERE n.date IS NOT NULL AND n.case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
    UNION ALL
    SELECT case_number_norm, '终本清单',
           unnest(['filed', 'terminated', 'resumed']), unnest([filed, terminated, resumed]), place FROM terminated_cases WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
),
-- 几个日期里最近的一个。
near AS (
    SELECT l.number, l.court, l.debtors, l.place, l.d.word AS word, l.d.day AS day, s.source,
           arg_min(s.day, concat(1000000 + abs(date_diff('day', l.d.day, s.day)), s.day)) AS other, min(abs(date_diff('day', l.d.day, s.day))) AS apart,
           arg_min(s.place, concat(1000000 + abs(date_diff('day', l.d.day, s.day)), s.day, s.place)) AS other_place
    FROM listed l JOIN steps s ON s.number = l.number AND s.step = l.d.step AND s.day IS NOT NULL
    WHERE l.d.day IS NOT NULL GROUP BY ALL
),
summed AS (
    SELECT number, min(court) AS court, min(debtors) AS debtors, min(place) AS place, count(*) AS n, max(apart) AS most, min(least(day, other)) AS day,
           string_agg(concat(word, '：案件清单', day, '，', source, other), '；' ORDER BY word, source) AS words,
           list(fact(word || '（案件清单）', day, place) ORDER BY word, source) || list(fact(word || '（' || source || '）', other, other_place) ORDER BY word, source) AS pairs
    FROM near WHERE apart > $days GROUP BY number
)
SELECT number AS key, 'differs' AS rule, number AS case_number, court, [debtors] AS parties, day AS act_date, most::BIGINT AS rank,
       ['entry'] AS missing, ['which', 'term'] AS questions,
       [fact('处数', n, place), fact('差别', words, place), fact('最多相差天数', most, NULL)] || pairs[1:40] AS facts
FROM summed
