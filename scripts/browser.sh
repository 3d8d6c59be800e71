# What the tests in a browser need: Chromium, its driver and the npm packages of the end-to-end
# tests. Sourced by `dev`. Never a browser that a test tool downloads by itself.

need_browser() {
  need_node 20
  npm_current tests/e2e tests/e2e ||
    begin e2e-packages "Playwright and axe from npm, a few seconds" install_npm tests/e2e tests/e2e
  finish
  find_browser ||
    need_packages Chromium "about a minute" chromium chromium-driver fonts-liberation
  find_browser || give_up "Chromium or its driver is missing even after the installation: install chromium and chromedriver and run this again."
}

# Tells the test runners which browser and driver to use; CHROMIUM and CHROMEDRIVER may name others.
find_browser() {
  CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
  CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver || true)}
  export CHROMIUM CHROMEDRIVER
  [ -x "$CHROMIUM" ] && [ -x "$CHROMEDRIVER" ]
}
