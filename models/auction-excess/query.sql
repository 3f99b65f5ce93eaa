-- 后一件开拍以前，同案其他标的物成交所得的净额，与债权、加倍利息（日万分之一点七五）、执行申请费、执行费用之和相比。
WITH lots AS (
    SELECT *, coalesce(norm_case(case_number), case_number) AS number, contains(state, '成交') AS is_sold
    FROM auctions
),
sold AS (SELECT * FROM lots WHERE is_sold AND price > 0 AND "end" IS NOT NULL),
earned AS (
    SELECT l.place, sum(s.price - coalesce(s.priority, 0)) AS net, sum(coalesce(s.costs, 0)) AS spent, count(*) AS n,
           bool_or(s.priority IS NULL) AS is_gross,
           list(fact('已成交', concat_ws('，', coalesce(s.title, s.lot), s."end"::DATE, yuan(s.price) || ' 元'), s.place)
                ORDER BY s."end", s.lot, s.place) AS facts
    FROM lots l JOIN sold s ON s.number = l.number AND s.lot <> l.lot AND s."end" < l."start"
    WHERE l."start" < $today + 1 AND NOT coalesce(contains(l.state, '撤') OR contains(l.state, '中止') OR contains(l.state, '暂缓'), false)
      AND coalesce(l.consent, '否') IN ('否', '无', '/', '-')
    GROUP BY l.place
),
owed AS (
    SELECT l.*, e.* EXCLUDE (place), c.claim, c.place AS claim_place, l."start"::DATE AS began, j.due,
           coalesce(j.due, add_months(coalesce(c.applied, c.filed), -24)) AS since
    FROM earned e JOIN lots l ON l.place = e.place
    JOIN (SELECT *, coalesce(norm_case(case_number), case_number) AS number FROM cases WHERE claim > 0
          QUALIFY row_number() OVER (PARTITION BY number ORDER BY claim DESC, place) = 1) c ON c.number = l.number
    LEFT JOIN (SELECT title, max(due) AS due FROM judgments WHERE title IS NOT NULL GROUP BY title) j ON j.title = c.title
),
judged AS (
    SELECT *, coalesce((((claim)::HUGEINT * 175 * greatest(date_diff('day', since, began), 0) + 500000) // 1000000)::BIGINT, 0) AS interest,
           5000 + (least(greatest(claim - 1000000, 0), 49000000) * 15 + 999) // 1000
               + (least(greatest(claim - 50000000, 0), 450000000) * 10 + 999) // 1000
               + (least(greatest(claim - 500000000, 0), 500000000) * 5 + 999) // 1000
               + (greatest(claim - 1000000000, 0) + 999) // 1000 AS fee
    FROM owed
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, 'covered' AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, (net - claim - interest - fee - spent)::BIGINT AS amount,
       began AS act_date, (net - claim - interest - fee - spent)::BIGINT AS rank,
       ['others', CASE WHEN consent IS NULL THEN 'consent' END, CASE WHEN due IS NULL THEN 'due' END,
        CASE WHEN is_gross THEN 'priority' END] AS missing,
       ['others', 'joint', 'paid', 'general-interest'] AS questions,
       [fact('标的物', coalesce(title, lot), place), fact('开拍日期', began, place), fact('已得净额', yuan(net::BIGINT), NULL),
        fact('债权额', yuan(claim), claim_place), fact('履行期限届满', due, NULL), fact('利息起算', since, NULL),
        fact('加倍部分债务利息', yuan(interest), NULL), fact('执行申请费', yuan(fee::BIGINT), NULL), fact('执行费用', yuan(spent::BIGINT), NULL),
        fact('债务合计', yuan((claim + interest + fee + spent)::BIGINT), NULL), fact('被执行人同意全部拍卖', consent, place)] || facts AS facts
FROM judged
WHERE net >= claim + interest + fee + spent
