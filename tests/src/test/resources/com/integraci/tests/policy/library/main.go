// Decides by rules with Open Policy Agent as a library, as often as it is told to.
//
// Usage: main FACTS RULES...   Prints one result, then for each count read the nanoseconds it took.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/rego"
)

func main() {
	ctx := context.Background()
	text, err := os.ReadFile(os.Args[1])
	check(err)
	var facts any
	check(json.Unmarshal(text, &facts))
	query, err := rego.New(
		rego.Query("data.integraci.result"), rego.Load(os.Args[2:], nil),
	).PrepareForEval(ctx)
	check(err)
	result, err := json.Marshal(decide(ctx, query, facts))
	check(err)
	fmt.Println(string(result))
	counts := bufio.NewScanner(os.Stdin)
	for counts.Scan() {
		count, err := strconv.Atoi(counts.Text())
		check(err)
		began := time.Now()
		for range count {
			decide(ctx, query, facts)
		}
		fmt.Println(time.Since(began).Nanoseconds())
	}
}

func decide(ctx context.Context, query rego.PreparedEvalQuery, facts any) any {
	results, err := query.Eval(ctx, rego.EvalInput(facts))
	check(err)
	return results[0].Expressions[0].Value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
