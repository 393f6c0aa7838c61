"""Every *_test.py of this folder, or those that are named: all_tests.py import keeping."""
import sys
import unittest

loader = unittest.defaultTestLoader
tests = loader.loadTestsFromNames([f"{name}_test" for name in sys.argv[1:]]) if sys.argv[1:] else loader.discover(".", "*_test.py")
result = unittest.TextTestRunner(verbosity=1, stream=sys.stderr).run(tests)
bad = len({str(case) for case, _ in result.failures + result.errors})
print(f"{result.testsRun - bad} passed, {bad} failed")
sys.exit(1 if bad else 0)
