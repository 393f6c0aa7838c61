#pragma once
// qpdf's headers, with what they need to compile here.

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr instead of what qpdf had before
#if defined(__clang__) && __clang_major__ < 15 && !defined(JSON_HH)
// clang 14 refuses its JSON.hh in C++20 (a vector of an incomplete class); nothing of it is used here.
#define JSON_HH
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>
class JSON;
class Pipeline;
#endif
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
