#!/bin/sh
# Build the graph of the samples, ask it three questions and draw it: what `make demo` runs.
set -eu
jinmai=${1:-jinmai}
here=$(dirname "$0")
mkdir -p demo
export JINMAI_STORE="ladybug:demo/jinmai.db"
rm -rf demo/jinmai.db*
"$jinmai" build "$here"/*.txt
echo
for question in "which funds link to which zones" "国家开发银行发放了多少贷款？" "who funds 国家集成电路产业投资基金三期"; do
    echo "── $question"
    "$jinmai" ask "$question"
    echo
done
"$jinmai" draw -o demo/graph.html
